package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final long GIB = 1L << 30;

    private static Proposal wish(Action action) {
        return new Proposal("ORC-TST-201", action, "cause", "why");
    }

    private static MoveService move(String service, String... home) {
        return new MoveService(Cluster.id(service), Set.copyOf(Stream.of(home).map(Cluster::id).toList()));
    }

    private static RestartService restart(String service, String... nodes) {
        return new RestartService(Cluster.id(service), Set.copyOf(Stream.of(nodes).map(Cluster::id).toList()));
    }

    private static Plan plan(Cluster cluster, List<PastAction> history, Budgets budgets, Action... actions) {
        Situation situation = new Situation(ClusterView.of(cluster.facts()), Stream.of(actions).map(PlannerTest::wish).toList(),
                List.of(), Set.of(), List.of(), history, budgets, NOW);
        Plan plan = new Planner().plan(situation);
        PlanVerifier.verify(situation, plan);
        return plan;
    }

    private static Plan plan(Cluster cluster, Action... actions) {
        return plan(cluster, List.of(), Budgets.DEFAULT, actions);
    }

    private static Veto only(List<Refusal> refusals) {
        assertThat(refusals).hasSize(1);
        assertThat(refusals.get(0).vetoes()).hasSize(1);
        return refusals.get(0).vetoes().get(0);
    }

    private static Cluster two() {
        return new Cluster().node("n1").node("n2").service("api").running("api", "n1");
    }

    private static PastAction moved(String from, String to, Duration ago, PastAction.End end) {
        return new PastAction(NOW.minus(ago), Cluster.id("api"), "MoveService", "cause", Set.of(Cluster.id(from)),
                Set.of(Cluster.id(to)), end);
    }

    @Test
    void aMoveNamesTheTargetOfEachTask() {
        assertThat(plan(two(), move("api", "n2")).execute()).containsExactly(
                new PlannedAction(wish(move("api", "n2")), Map.of("api.1", Cluster.id("n2")), 1));
    }

    @Test
    void onlyTasksOutsideHomeAreMoved() {
        Cluster cluster = two().running("api", "n2");

        assertThat(plan(cluster, move("api", "n2")).execute().get(0).targets())
                .containsExactly(Map.entry("api.1", Cluster.id("n2")));
    }

    @Test
    void aMoveWithoutRoomSaysWhatEachNodeLacks() {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3", NodeStatus.DOWN)
                .service("api", words -> words.reservations(new Resources(0, 5 * GIB, Map.of()))).running("api", "n1")
                .service("db", words -> words.reservations(new Resources(0, 6 * GIB, Map.of()))).running("db", "n2");

        Veto veto = only(plan(cluster, move("api", "n2", "n3")).vetoed());

        assertThat(veto.rule()).isEqualTo("ORC-PLN-001");
        assertThat(veto.reason()).isEqualTo("no node of home can take api.1: "
                + "n2 needs 5120 MiB of memory, 2048 MiB free (3072 MiB short); n3 is down");
    }

    @Test
    void tasksOfOneMoveAndMovesOfOnePlanShareTheRoom() {
        Cluster cluster = new Cluster().node("n1").node("n2")
                .service("api", words -> words.reservations(new Resources(0, 5 * GIB, Map.of()))).running("api", "n1")
                .service("web", words -> words.reservations(new Resources(0, 5 * GIB, Map.of()))).running("web", "n1");

        Plan plan = plan(cluster, move("api", "n2"), move("web", "n2"));

        assertThat(plan.execute()).hasSize(1);
        assertThat(only(plan.vetoed()).rule()).isEqualTo("ORC-PLN-001");
    }

    @Test
    void maxReplicasThatDoNotLetAllLiveInHomeMoveNothing() {
        Cluster cluster = new Cluster().node("n1").node("n2")
                .service("api", words -> words.replicas(2).maxReplicasPerNode(1))
                .running("api", "n1").running("api", "n2");

        assertThat(only(plan(cluster, move("api", "n2")).vetoed()).reason()).contains("has 1 of at most 1 replicas per node");
    }

    @Test
    void aRestartThatStartsFirstNeedsRoomTwice() {
        for (UpdateOrder order : UpdateOrder.values()) {
            Cluster cluster = new Cluster().node("n1").service("api", words -> words.updateOrder(order)
                    .reservations(new Resources(0, 5 * GIB, Map.of()))).running("api", "n1");

            Plan plan = plan(cluster, restart("api", "n1"));

            assertThat(plan.execute()).hasSize(order == UpdateOrder.STOP_FIRST ? 1 : 0);
            assertThat(plan.vetoed()).hasSize(order == UpdateOrder.STOP_FIRST ? 0 : 1);
        }
    }

    @Test
    void aRestartOfWhatRunsNowhereNeedsSomeNode() {
        Cluster cluster = new Cluster().node("n1").service("api").constraint("api", "node.labels.ssd", "true");

        assertThat(only(plan(cluster, restart("api")).vetoed()).reason())
                .isEqualTo("no node can take api: n1 does not satisfy node.labels.ssd==true");
        assertThat(plan(cluster.label("n1", "ssd", "true"), restart("api")).execute()).singleElement()
                .satisfies(planned -> assertThat(planned.expectedRestarts()).isEqualTo(1));
    }

    @Test
    void aClusterVolumeIsNotModelled() {
        assertThat(only(plan(two().mount("api", MountType.CLUSTER, "csi"), move("api", "n2")).vetoed()).rule())
                .isEqualTo("ORC-PLN-008");
    }

    @Test
    void theStrongerActionOnAServiceGoesFirst() {
        Plan plan = plan(two(), restart("api", "n1"), move("api", "n2"), new RestorePreviousSpec(Cluster.id("api")));

        assertThat(plan.execute()).singleElement().satisfies(
                planned -> assertThat(planned.proposal().action()).isInstanceOf(RestorePreviousSpec.class));
        assertThat(plan.vetoed()).hasSize(2).allSatisfy(refusal ->
                assertThat(refusal.vetoes().get(0).rule()).isEqualTo("ORC-PLN-003"));
    }

    @Test
    void aRestartIsPossibleWhereAMoveIsNot() {
        Plan plan = plan(new Cluster().node("n1").service("api").running("api", "n1"),
                restart("api", "n1"), move("api", "gone"));

        assertThat(plan.execute()).singleElement().satisfies(
                planned -> assertThat(planned.proposal().action()).isInstanceOf(RestartService.class));
    }

    @Test
    void aLabelIsSetBeforeOneIsTakenAndCostsNoBudget() {
        Action set = new SetNodeLabel(Cluster.id("n1"), "db", "true");
        Action take = new RemoveNodeLabel(Cluster.id("n1"), "old");

        Plan plan = plan(two(), List.of(), new Budgets(0, 0, 0), take, set);

        assertThat(plan.execute()).extracting(planned -> planned.proposal().action()).containsExactly(set);
        assertThat(only(plan.vetoed()).rule()).isEqualTo("ORC-PLN-003");
    }

    @Test
    void budgetsDeferAndTheHourlyOneSaysUntilWhen() {
        assertThat(only(plan(two(), List.of(), new Budgets(0, 2, 20), move("api", "n2")).deferred()).rule())
                .isEqualTo("ORC-PLN-004");
        assertThat(only(plan(two(), List.of(), new Budgets(5, 0, 20), move("api", "n2")).deferred()).reason())
                .contains("towards n2");
        PastAction past = moved("n1", "n2", Duration.ofMinutes(20), PastAction.End.FAILED);
        Veto veto = only(plan(two(), List.of(past), new Budgets(5, 2, 1), move("api", "n2")).deferred());
        assertThat(veto.rule()).isEqualTo("ORC-PLN-006");
        assertThat(veto.until()).isEqualTo(NOW.plus(Duration.ofMinutes(40)));
    }

    @Test
    void whatAnOwnersRollbackBroughtBackWaitsForNoBudgetAndCostsNone() {
        RestorePreviousSpec restore = new RestorePreviousSpec(Cluster.id("api"));
        assertThat(plan(two(), List.of(), new Budgets(0, 0, 0), restore).execute()).hasSize(1);

        PastAction restored = new PastAction(NOW.minusSeconds(60), Cluster.id("web"), "RestorePreviousSpec", "c",
                Set.of("n1"), Set.of(), PastAction.End.SUCCEEDED);
        assertThat(plan(two(), List.of(restored), new Budgets(5, 2, 1), move("api", "n2")).execute()).hasSize(1);
    }

    @Test
    void aServiceIsNotMovedBackForTheSameCause() {
        PastAction there = moved("n2", "n1", Duration.ofMinutes(10), PastAction.End.SUCCEEDED);

        Veto veto = only(plan(two(), List.of(there), Budgets.DEFAULT, move("api", "n2")).vetoed());

        assertThat(veto.rule()).isEqualTo("ORC-PLN-007");
        assertThat(veto.reason()).contains("it would go back to n2");
        assertThat(veto.until()).isEqualTo(NOW.plus(Duration.ofMinutes(50)));
    }

    @Test
    void aServiceIsNotMovedAThirdTimeForTheSameCause() {
        List<PastAction> twice = List.of(moved("n1", "n2", Duration.ofMinutes(30), PastAction.End.SUCCEEDED),
                moved("n1", "n2", Duration.ofMinutes(10), PastAction.End.SUCCEEDED));

        assertThat(only(plan(two(), twice, Budgets.DEFAULT, move("api", "n2")).vetoed()).reason())
                .isEqualTo("it was moved 2 times within an hour for the same cause");
    }

    @Test
    void twoCausesThatContradictEachOtherMoveAServiceOnceEach() {
        PastAction there = moved("n1", "n2", Duration.ofMinutes(30), PastAction.End.SUCCEEDED);
        PastAction back = new PastAction(NOW.minus(Duration.ofMinutes(20)), Cluster.id("api"), "MoveService", "another",
                Set.of(Cluster.id("n2")), Set.of(Cluster.id("n1")), PastAction.End.SUCCEEDED);

        Veto veto = only(plan(two(), List.of(there, back), Budgets.DEFAULT, move("api", "n2")).vetoed());

        assertThat(veto.rule()).isEqualTo("ORC-PLN-007");
        assertThat(veto.reason()).startsWith("it was moved away for the same cause, and back for another");
        assertThat(veto.until()).isEqualTo(NOW.plus(Duration.ofHours(24)).minus(Duration.ofMinutes(30)));
        assertThat(plan(two(), List.of(back), Budgets.DEFAULT, move("api", "n2")).execute()).hasSize(1);
    }

    @Test
    void anAnchorThatWasBroughtBackIsNoContradictionOfRules() {
        PastAction there = moved("n1", "n2", Duration.ofMinutes(130), PastAction.End.SUCCEEDED);
        PastAction back = new PastAction(NOW.minus(Duration.ofMinutes(120)), Cluster.id("api"), "MoveService", "bring back 7",
                Set.of(Cluster.id("n2")), Set.of(Cluster.id("n1")), PastAction.End.SUCCEEDED);

        assertThat(only(plan(two(), List.of(there, back), Budgets.DEFAULT, move("api", "n2")).vetoed()).reason()).isEqualTo(
                "it was moved away for the same cause, and had to be brought back, because a service that follows it could not follow");
    }

    @Test
    void movesThatFailedOrWereOvertakenByTheFailureOfANodeAreNoOscillation() {
        List<PastAction> often = List.of(moved("n2", "n1", Duration.ofMinutes(30), PastAction.End.OVERTAKEN),
                moved("n1", "n2", Duration.ofMinutes(20), PastAction.End.OVERTAKEN),
                moved("n1", "n2", Duration.ofMinutes(10), PastAction.End.FAILED));

        assertThat(plan(two(), often, Budgets.DEFAULT, move("api", "n2")).execute()).hasSize(1);
    }

    @Test
    void aMoveWaitsForTheLabelThatThePlanSetsOnItsTarget() {
        Cluster cluster = two().constraint("api", "node.labels.db", "true");

        Plan plan = plan(cluster, new SetNodeLabel(Cluster.id("n2"), "db", "true"), move("api", "n2"));

        assertThat(plan.execute()).extracting(planned -> planned.proposal().action())
                .containsExactly(new SetNodeLabel(Cluster.id("n2"), "db", "true"));
        assertThat(only(plan.deferred()).rule()).isEqualTo("ORC-PLN-012");
    }

    @Test
    void replicasWithoutANodeNeedRoomInHomeToo() {
        Cluster cluster = new Cluster().node("n1").node("n2")
                .service("api", words -> words.replicas(2).maxReplicasPerNode(1)).running("api", "n1");

        Plan plan = plan(cluster, move("api", "n2"));

        assertThat(only(plan.vetoed()).reason()).startsWith("no node of home can take all 2 replicas of api");
    }

    @Test
    void aMoveWithoutRoomIsAFindingAsWell() {
        Cluster cluster = two().constraint("api", "node.labels.ssd", "true");

        Plan plan = plan(cluster, move("api", "n2"));

        assertThat(plan.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("ORC-PLN-001");
            assertThat(finding.subject()).isEqualTo(Cluster.id("api"));
            assertThat(finding.message()).isEqualTo(only(plan.vetoed()).reason());
            assertThat(finding.advice()).startsWith("Maybe ");
        });
        assertThat(plan(two(), move("api", "n2")).findings()).isEmpty();
    }

    private static Cluster twoOf(String apiVersion) {
        return two().with(new LocalEngine(Cluster.id("n1"), apiVersion, "cluster"));
    }

    @Test
    void anEngineWithoutJobsMovesNothingToWhereTheImageIsNotKnownToBe() {
        Veto veto = only(plan(twoOf("1.40"), move("api", "n2")).vetoed());

        assertThat(veto.rule()).isEqualTo("ORC-PLN-013");
        assertThat(veto.reason()).startsWith("n2 has run no task of registry.example/app:1@sha256:1, and this engine's API (1.40)")
                .contains("; maybe ");
    }

    @Test
    void anEngineWithJobsPullsTheImage() {
        assertThat(plan(twoOf("1.41"), move("api", "n2")).execute()).hasSize(1);
    }

    @Test
    void anEngineWithoutJobsMovesToWhereATaskOfTheSameDigestRuns() {
        Cluster there = twoOf("1.40").service("twin").running("twin", "n2");
        Cluster starting = twoOf("1.40").service("twin").task("twin", "n2", TaskState.PREPARING);
        Cluster other = twoOf("1.40").service("twin", words -> words.image("registry.example/app:1@sha256:2")).running("twin", "n2");

        assertThat(plan(there, move("api", "n2")).execute()).hasSize(1);
        assertThat(only(plan(starting, move("api", "n2")).vetoed()).rule()).isEqualTo("ORC-PLN-013");
        assertThat(only(plan(other, move("api", "n2")).vetoed()).rule()).isEqualTo("ORC-PLN-013");
    }

    @Test
    void anImageWithoutADigestIsNotKnownToBeAnywhere() {
        Cluster cluster = new Cluster().node("n1").node("n2").with(new LocalEngine(Cluster.id("n1"), "1.40", "cluster"))
                .service("api", words -> words.image("app:1")).running("api", "n1")
                .service("twin", words -> words.image("app:1")).running("twin", "n2");

        assertThat(only(plan(cluster, move("api", "n2")).vetoed()).rule()).isEqualTo("ORC-PLN-013");
    }
}
