package io.orcastra.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A plan is carried out on a copy of the swarm, and what happened there is told. */
class RehearsalTest {
    private static final String API = Cluster.id("shop_api");

    private final Evaluation evaluation = new Evaluation(RuleVerifier.pack(), Budgets.DEFAULT, EngineListener.NOOP);

    private static Cluster shop() {
        return new Cluster().node("n1").node("n2").node("n3", NodeStatus.DOWN)
                .service("shop_db").running("shop_db", "n1").label("n1", "db", "true")
                .service("shop_api").running("shop_api", "n2")
                .anchor("db", "shop_db").dependency("shop_db", "shop_api");
    }

    private DecisionRecord decided() {
        return evaluation.evaluate(new HashSet<>(shop().facts()), Cluster.EPOCH);
    }

    private Rehearsal rehearsed(DecisionRecord decision) {
        return Rehearsal.of(decision, new Sequel(evaluation, decision), new Paces(Evaluation.starts(decision)));
    }

    private DecisionRecord planning(PlannedAction... actions) {
        DecisionRecord one = decided();
        return new DecisionRecord(one.cycle(), one.trigger(), one.at(), one.took(), one.facts(), one.conditions(),
                one.findings(), new Plan(List.of(actions), List.of(), List.of()), one.evidence());
    }

    private static List<String> nodesOfApi(Set<Object> facts) {
        return facts.stream().filter(fact -> fact instanceof Task task && task.serviceId().equals(API)
                && task.state() == TaskState.RUNNING).map(fact -> ((Task) fact).nodeId()).toList();
    }

    @Test
    void aMoveIsCarriedOutOnACopy() {
        DecisionRecord decision = decided();

        Rehearsal rehearsal = rehearsed(decision);

        assertThat(nodesOfApi(rehearsal.facts())).containsExactly(Cluster.id("n1"));
        assertThat(nodesOfApi(decision.facts())).containsExactly(Cluster.id("n2"));
        assertThat(rehearsal.restarts()).isEqualTo(Map.of(API, 1));
        assertThat(rehearsal.downtime().get(API)).isBetween(Duration.ofMillis(1), Duration.ofMinutes(1));
        assertThat(rehearsal.downtime().get(Cluster.id("shop_db"))).isZero();
        assertThat(rehearsal.taskIds()).hasSize(2).doesNotContain("shop_api.1");
        assertThat(rehearsal.end()).isBetween(decision.at().plusSeconds(1), decision.at().plusSeconds(60));
        assertThat(rehearsal.failures()).isEmpty();
        assertThat(rehearsal.sequel()).isEmpty();
    }

    @Test
    void theSamePlanEndsTheSameWay() {
        DecisionRecord decision = decided();

        assertThat(rehearsed(decision)).isEqualTo(rehearsed(decision));
    }

    @Test
    void withoutAPlanNothingHappens() {
        DecisionRecord decision = planning();

        Rehearsal rehearsal = rehearsed(decision);

        assertThat(nodesOfApi(rehearsal.facts())).containsExactly(Cluster.id("n2"));
        assertThat(rehearsal.restarts()).isEmpty();
        assertThat(rehearsal.end()).isEqualTo(decision.at());
    }
}
