package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.adapters.yaml.GivenParameters;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.control.WindowOpen;
import io.orcastra.facts.policy.TimeWindow;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresentTest {
    private static final RuleSettings NONE = new RuleSettings(Set.of(), 2, List.of(), GivenParameters.NONE);
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

    private static final String AT_NIGHT = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*

            rule "the manager is labelled at night"
                @id( "ORC-TST-203" )
            when
                WindowOpen( window == "night" )
                Node( $node : id, hostname == "manager-1" )
            then
                insertLogical( new Proposal( "ORC-TST-203", new SetNodeLabel( $node, "night", "true" ), "night", "it is dark" ) );
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

    /** The windows that were recorded are those of the configuration of then. */
    @Test
    void whetherAWindowIsOpenFollowsFromTheConfigurationToBeTried() {
        Present recordedOpen = with(new WindowOpen("night", null), night(SampleDecision.AT, 0, 24));
        RuleBook rules = RuleBook.of(List.of(new RuleSource("mine.drl", AT_NIGHT)));

        assertThat(recordedOpen.under(SampleConfiguration.of(NONE, "without windows")).wanted(rules.copy(), EngineListener.NOOP)).isEmpty();
        assertThat(recordedOpen.under(SampleConfiguration.of(NONE, "later", night(SampleDecision.AT, 20, 24)))
                .wanted(rules.copy(), EngineListener.NOOP)).isEmpty();
        Present recordedClosed = with(new WindowClosed("night", null), night(SampleDecision.AT, 20, 24));
        assertThat(recordedClosed.under(SampleConfiguration.of(NONE, "noon", night(SampleDecision.AT, 11, 13)))
                .wanted(rules.copy(), EngineListener.NOOP)).singleElement().asString().contains("night=true");
    }

    private static TimeWindow night(Instant at, int from, int to) {
        return new TimeWindow("night", at.atZone(ZoneOffset.UTC).getDayOfWeek(), Duration.ofHours(from), Duration.ofHours(to), "UTC");
    }

    /** The sample with these facts as well. */
    private static Present with(Object... more) {
        DecisionRecord sample = SampleDecision.record();
        Set<Object> facts = new HashSet<>(sample.facts());
        facts.addAll(List.of(more));
        return Present.of(new DecisionRecord(sample.cycle(), sample.trigger(), sample.at(), sample.took(), facts,
                sample.conditions(), sample.findings(), sample.plan(), sample.evidence(), sample.background()));
    }

    @Test
    void whatIsPausedIsWantedAllTheSame() {
        DecisionRecord sample = SampleDecision.record();
        Present paused = with(new Paused("", "a candidate is being promoted", null), new DependentsPaused());

        assertThat(paused.facts()).noneMatch(fact -> fact instanceof Paused || fact instanceof DependentsPaused)
                .hasSize(Present.of(sample).facts().size());
        assertThat(paused.wanted(RuleBook.builtIn(), EngineListener.NOOP))
                .isEqualTo(Present.of(sample).wanted(RuleBook.builtIn(), EngineListener.NOOP));
    }
}
