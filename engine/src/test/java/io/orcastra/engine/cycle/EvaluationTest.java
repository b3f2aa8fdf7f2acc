package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.WindowOpen;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.TimeWindow;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private final Evaluation evaluation = new Evaluation(RuleVerifier.pack(), Budgets.DEFAULT, EngineListener.NOOP);

    private static Cluster shop() {
        return new Cluster().node("n1").node("n2")
                .service("shop_db").running("shop_db", "n1")
                .service("shop_api").running("shop_api", "n2")
                .anchor("db", "shop_db").dependency("shop_db", "shop_api");
    }

    private DecisionRecord evaluate(Cluster cluster) {
        return evaluation.evaluate(new HashSet<>(cluster.facts()), Cluster.EPOCH.plusSeconds(60));
    }

    @Test
    void oneLookPlansWhatTheLoopWouldDo() {
        DecisionRecord record = evaluate(shop());

        assertThat(record.plan().execute()).extracting(planned -> planned.proposal().action()).containsExactly(
                new SetNodeLabel(Cluster.id("n1"), "db", "true"),
                new MoveService(Cluster.id("shop_api"), Set.of(Cluster.id("n1"))));
        assertThat(record.plan().execute().get(1).targets()).containsValue(Cluster.id("n1"));
        assertThat(record.conditions()).isNotEmpty();
        assertThat(record.evidence()).containsKey(record.plan().execute().get(0).proposal());
    }

    @Test
    void whatADaemonHasGivenUpIsNotPlanned() {
        Set<Object> facts = new HashSet<>(shop().facts());
        Elapsed displaced = new Elapsed("displaced", evaluate(shop()).conditions().stream()
                .filter(Displaced.class::isInstance).findFirst().orElseThrow());
        Instant at = Cluster.EPOCH.plusSeconds(60);

        DecisionRecord soon = evaluation.evaluate(facts, List.of(Timing.of(displaced, Duration.ofSeconds(1))), at);
        DecisionRecord late = evaluation.evaluate(facts, List.of(Timing.of(displaced, Duration.ofDays(1))), at);

        assertThat(soon.plan()).isEqualTo(evaluate(shop()).plan());
        assertThat(late.plan().execute()).extracting(planned -> planned.proposal().action())
                .containsExactly(new SetNodeLabel(Cluster.id("n1"), "db", "true"));
        assertThat(late.findings()).extracting(Finding::rule).contains("ORC-COL-401");
    }

    @Test
    void anUnknownNodeVetoesEverything() {
        DecisionRecord record = evaluate(shop().node("n3", NodeStatus.UNKNOWN));

        assertThat(record.plan().execute()).isEmpty();
        assertThat(record.plan().vetoed()).isNotEmpty().allSatisfy(refusal -> assertThat(refusal.vetoes())
                .anySatisfy(veto -> assertThat(veto.reason()).contains("the status of n3 is unknown")));
    }

    @Test
    void pressureIsTakenForLasting() {
        Cluster pressed = shop().service("big").running("big", "n2").memory("n1", 20).memory("n2", 92).with(
                new TaskMemory("big.3", Cluster.id("big"), Cluster.id("n2"), 300, Cluster.EPOCH),
                new MemoryPolicy(85, 80, Duration.ofMinutes(10), 95, 90, Duration.ofSeconds(45), 0, 0),
                new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(5),
                        4, 1, false));

        assertThat(evaluate(pressed).plan().execute()).extracting(planned -> planned.proposal().rule())
                .contains("ORC-MEM-201");
    }

    @Test
    void theSameFactsAreJudgedTheSameEveryTime() {
        assertThat(evaluate(shop()).plan()).isEqualTo(evaluate(shop()).plan());
    }

    @Test
    void windowsAreThoseOfTheConfigurationAtThatMomentWhateverWasRecorded() {
        Set<Object> facts = new HashSet<>(shop().facts());
        facts.add(new WindowOpen("gone", null));
        facts.add(new TimeWindow("night", Cluster.EPOCH.atZone(ZoneOffset.UTC).getDayOfWeek(), Duration.ZERO, Duration.ofHours(24), "UTC"));

        Set<Object> told = evaluation.evaluate(facts, Background.none(Budgets.DEFAULT), Cluster.EPOCH).facts();

        assertThat(told).filteredOn(WindowOpen.class::isInstance).singleElement()
                .extracting(open -> ((WindowOpen) open).window()).isEqualTo("night");
    }
}
