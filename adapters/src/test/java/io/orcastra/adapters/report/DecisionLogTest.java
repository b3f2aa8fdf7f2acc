package io.orcastra.adapters.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionLogTest {

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private DecisionLog log;

    @BeforeEach
    void listen() {
        Logger logger = new LoggerContext().getLogger("decisions");
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.INFO);
        log = new DecisionLog(logger);
    }

    @Test
    void eachDecisionIsLoggedWithItsReasons() {
        log.cycleCompleted(SampleDecision.record());

        assertThat(lines()).contains(
                "Planned rule=\"ORC-COL-010\" at=\"co-location.drl:58\" subject=\"shop_web\" action=\"move shop_web to manager-1\""
                        + " reason=\"its anchor shop_db runs on manager-1\" restarts=\"1\"",
                "Vetoed rule=\"ORC-RST-010\" subject=\"shop_cache\" action=\"restart shop_cache on worker-1\""
                        + " reason=\"Swarm has stopped trying\" veto=\"ORC-GRD-010\" because=\"restarted a short while ago\""
                        + " until=\"2026-11-20T12:04:10Z\"");
    }

    @Test
    void whatIsUnchangedIsNotRepeated() {
        log.cycleCompleted(SampleDecision.record());
        logged.list.clear();
        log.cycleCompleted(SampleDecision.record());

        assertThat(lines()).isEmpty();
    }

    @Test
    void whatCameBackIsLoggedAgain() {
        log.cycleCompleted(SampleDecision.record());
        log.cycleCompleted(empty(Set.of()));
        logged.list.clear();
        log.cycleCompleted(SampleDecision.record());

        assertThat(lines()).hasSize(6);
    }

    @Test
    void aFailureThatLastsIsSaidOnceAndSoIsItsEnd() {
        StaleObservation stale = new StaleObservation("docker", null, "gone");
        for (int i = 0; i < 3; i++) {
            log.observationFailed("docker", "gone");
            log.cycleCompleted(empty(Set.of(stale)));
        }
        log.cycleCompleted(empty(Set.of()));
        log.cycleCompleted(empty(Set.of()));

        assertThat(lines()).containsExactly("Observation failed source=\"docker\" reason=\"gone\"", "Observed again source=\"docker\"");
    }

    @Test
    void anActionThatEndedTellsItsTimes() {
        log.cycleCompleted(SampleDecision.record());
        logged.list.clear();
        MoveService move = new MoveService("web1eeeeeeeeeeeeeeeeeeee1", Set.of("m1aaaaaaaaaaaaaaaaaaaaaaa"));
        log.actionFinished(new Outcome(new Proposal("ORC-COL-010", move, "c", "r"),
                Outcome.Result.FAILED, "no room", 0, SampleDecision.AT, SampleDecision.AT.plusMillis(1500)));

        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(line(event)).contains("action=\"move shop_web to manager-1\"", "started=\"2026-11-20T12:00:00Z\"",
                    "finished=\"2026-11-20T12:00:01.500Z\"", "millis=\"1500\"", "reason=\"no room\"");
        });
    }

    private static DecisionRecord empty(Set<Object> facts) {
        return new DecisionRecord(2, "tick", SampleDecision.AT, Duration.ZERO, facts, List.of(), List.of(), Plan.EMPTY, Map.of());
    }

    private List<String> lines() {
        return logged.list.stream().map(DecisionLogTest::line).toList();
    }

    private static String line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getFormattedMessage());
        event.getKeyValuePairs().forEach(pair -> line.append(' ').append(pair.key).append("=\"").append(pair.value).append('"'));
        return line.toString();
    }
}
