package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.util.List;

/** A rule of an operator's, ORC-TST-401, that compiles and that lint refuses: it combines each task with each service. */
public final class LaxRule {
    public static final String TEXT = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a task beside a service"
                @id( "ORC-TST-401" )
            when
                Task( $task : id )
                Service( $service : id )
            then
                insertLogical( new Finding( "ORC-TST-401", $task, $service, "Maybe look" ) );
            end
            """;
    /** How lint says so. */
    public static final String PROBLEM = "is combined with everything before it";

    private LaxRule() {
    }

    public static RuleSet besideTheBuiltIn() {
        return RuleSet.overlaid(List.of(source()));
    }

    static RuleSource source() {
        return new RuleSource("lax.drl", TEXT);
    }
}
