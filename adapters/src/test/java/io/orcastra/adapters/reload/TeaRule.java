package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.util.List;

/** A rule of an operator's, ORC-TST-401, which reports a node that no test has. */
public final class TeaRule {
    private static final String TEXT = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a node for tea"
                @id( "ORC-TST-401" )
            when
                Node( $node : id, hostname == "tea" )
            then
                insertLogical( new Finding( "ORC-TST-401", $node, "tea", "Maybe drink it" ) );
            end
            """;

    private TeaRule() {
    }

    public static RuleSet besideTheBuiltIn() {
        return RuleSet.overlaid(List.of(new RuleSource("tea.drl", TEXT)));
    }
}
