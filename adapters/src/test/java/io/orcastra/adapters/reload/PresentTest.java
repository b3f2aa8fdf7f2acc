package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresentTest {

    private static final String RULES = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "the manager is labelled for tea"
                @id( "ORC-TST-201" )
            when
                Node( $node : id, hostname == "manager-1" )
            then
                insertLogical( new Proposal( "ORC-TST-201", new SetNodeLabel( $node, "tea", "true" ), "tea", "it is time" ) );
            end

            rule "the manager is labelled for cake"
                @id( "ORC-TST-202" )
            when
                Node( $node : id, hostname == "manager-1" )
            then
                insertLogical( new Proposal( "ORC-TST-202", new SetNodeLabel( $node, "cake", "true" ), "cake", "it is time" ) );
            end

            rule "cake waits for guests"
                @id( "ORC-TST-301" )
            when
                $wish : Proposal( rule == "ORC-TST-202" )
                NodeLabel( key == "db" )
            then
                insertLogical( new Veto( "ORC-TST-301", $wish, "nobody is here yet" ) );
            end
            """;

    private static Set<String> wanted(String rules) {
        return Present.of(SampleDecision.record()).wanted(RuleBook.of(List.of(new RuleSource("mine.drl", rules))), EngineListener.NOOP);
    }

    @Test
    void whatOnlyWaitsForItsTurnIsWanted() {
        assertThat(wanted(RULES.replace("key == \"db\"", "key == \"guests\""))).hasSize(2)
                .anyMatch(one -> one.contains("tea")).anyMatch(one -> one.contains("cake"));
    }

    @Test
    void whatARuleForbidsIsNot() {
        assertThat(wanted(RULES)).singleElement().asString().contains("tea");
    }
}
