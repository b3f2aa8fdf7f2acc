package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.Paused;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSource;
import java.util.HashSet;
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

    @Test
    void whatIsPausedIsWantedAllTheSame() {
        DecisionRecord sample = SampleDecision.record();
        Set<Object> facts = new HashSet<>(sample.facts());
        facts.addAll(List.of(new Paused("", "a candidate is being promoted", null), new DependentsPaused()));
        Present paused = Present.of(new DecisionRecord(sample.cycle(), sample.trigger(), sample.at(), sample.took(), facts,
                sample.conditions(), sample.findings(), sample.plan(), sample.evidence(), sample.background()));

        assertThat(paused.facts()).noneMatch(fact -> fact instanceof Paused || fact instanceof DependentsPaused)
                .hasSize(Present.of(sample).facts().size());
        assertThat(paused.wanted(RuleBook.builtIn(), EngineListener.NOOP))
                .isEqualTo(Present.of(sample).wanted(RuleBook.builtIn(), EngineListener.NOOP));
    }
}
