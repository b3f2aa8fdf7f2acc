package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeparturesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String LEFT = Cluster.id("n1");
    private static final String HOME = Cluster.id("n2");
    private static final Set<String> MOVING = Set.of(Cluster.id("api"));

    private static Plan plan(PastAction.End end, Set<String> underWay, Action action) {
        Cluster cluster = new Cluster().node("n1").node("n2").service("api").running("api", "n1").running("api", "n1");
        PastAction move = new PastAction(NOW.minusSeconds(5), Cluster.id("api"), "MoveService", "cause", Set.of(LEFT),
                Set.of(HOME), end);
        return new Planner().plan(new Situation(ClusterView.of(cluster.facts()),
                List.of(new Proposal("ORC-TST-201", action, "cause", "why")), List.of(), underWay, List.of(), List.of(move),
                Budgets.DEFAULT, NOW));
    }

    @Test
    void noLabelIsWrittenToANodeThatAServiceIsLeaving() {
        for (Action action : List.of(new SetNodeLabel(LEFT, "db", "true"), new RemoveNodeLabel(LEFT, "db"))) {
            Plan plan = plan(PastAction.End.OPEN, MOVING, action);

            assertThat(plan.execute()).isEmpty();
            assertThat(plan.deferred()).singleElement().satisfies(refusal -> assertThat(refusal.vetoes()).singleElement()
                    .satisfies(veto -> {
                        assertThat(veto.rule()).isEqualTo("ORC-PLN-029");
                        assertThat(veto.reason())
                                .isEqualTo("api is leaving n1, and Swarm would evict all its tasks there at once");
                    }));
        }
    }

    @Test
    void norToOneWhereSwarmPlacedATaskBeforeThePinCame() {
        Cluster cluster = new Cluster().node("n1").node("n2").node("n3").service("api").running("api", "n2")
                .task("api", "n1", TaskState.ASSIGNED);
        PastAction restart = new PastAction(NOW.minusSeconds(5), Cluster.id("api"), "RestartService", "cause", Set.of(HOME),
                Set.of(HOME), PastAction.End.OPEN);
        Plan plan = new Planner().plan(new Situation(ClusterView.of(cluster.facts()),
                List.of(new Proposal("ORC-TST-201", new SetNodeLabel(LEFT, "db", "true"), "cause", "why"),
                        new Proposal("ORC-TST-201", new SetNodeLabel(Cluster.id("n3"), "db", "true"), "cause", "why")),
                List.of(), MOVING, List.of(), List.of(restart), Budgets.DEFAULT, NOW));

        assertThat(plan.deferred()).extracting(refusal -> refusal.proposal().subject()).containsExactly(LEFT);
        assertThat(plan.execute()).extracting(action -> action.proposal().subject()).containsExactly(Cluster.id("n3"));
    }

    @Test
    void labelsOfTheNodeItGoesToAreWritten() {
        assertThat(plan(PastAction.End.OPEN, MOVING, new SetNodeLabel(HOME, "db", "true")).execute()).hasSize(1);
    }

    @Test
    void noLabelIsWrittenToANodeThatAFailedMoveComesBackFrom() {
        for (Cluster back : List.of(arrived(), arrived().with(pin(ConstraintOperator.NOT_EQUAL, HOME)))) {
            assertThat(label(back).deferred()).singleElement().satisfies(refusal -> assertThat(refusal.vetoes())
                    .extracting(Veto::rule).containsExactly("ORC-PLN-029"));
        }
    }

    @Test
    void itIsWrittenWhileAPinStillSendsTheServiceThere() {
        for (Cluster onTheWay : List.of(arrived().with(pin(ConstraintOperator.NOT_EQUAL, LEFT)),
                arrived().with(pin(ConstraintOperator.EQUAL, HOME)))) {
            assertThat(label(onTheWay).execute()).hasSize(1);
        }
    }

    private static Cluster arrived() {
        return new Cluster().node("n1").node("n2").service("api").task("api", "n2", TaskState.STARTING);
    }

    private static PlacementConstraint pin(ConstraintOperator operator, String node) {
        return new PlacementConstraint(Cluster.id("api"), "node.id", operator, node);
    }

    private static Plan label(Cluster cluster) {
        PastAction move = new PastAction(NOW.minusSeconds(5), Cluster.id("api"), "MoveService", "cause", Set.of(LEFT),
                Set.of(HOME), PastAction.End.OPEN);
        return new Planner().plan(new Situation(ClusterView.of(cluster.facts()),
                List.of(new Proposal("ORC-TST-201", new SetNodeLabel(HOME, "db", "true"), "cause", "why")), List.of(), MOVING,
                List.of(), List.of(move), Budgets.DEFAULT, NOW));
    }

    @Test
    void labelsAreWrittenOnceItHasLeft() {
        assertThat(plan(PastAction.End.SUCCEEDED, Set.of(), new SetNodeLabel(LEFT, "db", "true")).execute()).hasSize(1);
    }

    @Test
    void aMoveOfAProcessThatDiedHoldsNothingUp() {
        assertThat(plan(PastAction.End.OPEN, Set.of(), new SetNodeLabel(LEFT, "db", "true")).execute()).hasSize(1);
    }

    @Test
    void aLabelWaitsForAMoveOfTheSamePlan() {
        Cluster cluster = new Cluster().node("n1").node("n2").service("api").running("api", "n1");
        Plan plan = new Planner().plan(new Situation(ClusterView.of(cluster.facts()),
                List.of(new Proposal("ORC-TST-201", new MoveService(Cluster.id("api"), Set.of(HOME)), "cause", "why"),
                        new Proposal("ORC-TST-202", new RemoveNodeLabel(LEFT, "db"), "cause", "why")),
                List.of(), Set.of(), List.of(), List.of(), Budgets.DEFAULT, NOW));

        assertThat(plan.execute()).extracting(action -> action.proposal().subject()).containsExactly(Cluster.id("api"));
        assertThat(plan.deferred()).singleElement().satisfies(refusal -> assertThat(refusal.vetoes().get(0).reason())
                .isEqualTo("tasks are about to leave n1, and Swarm would evict them all at once"));
    }

    @Test
    void aNodeThatIsDownLosesItsLabelAtOnce() {
        Cluster cluster = new Cluster().node("n1", NodeStatus.DOWN).node("n2").service("api").running("api", "n1");
        PastAction move = new PastAction(NOW.minusSeconds(5), Cluster.id("api"), "MoveService", "cause", Set.of(LEFT),
                Set.of(HOME), PastAction.End.OPEN);
        Plan plan = new Planner().plan(new Situation(ClusterView.of(cluster.facts()),
                List.of(new Proposal("ORC-TST-201", new RemoveNodeLabel(LEFT, "db"), "cause", "why")), List.of(), MOVING,
                List.of(), List.of(move), Budgets.DEFAULT, NOW));

        assertThat(plan.execute()).hasSize(1);
    }

    @Test
    void aMoveWaitsForALabelOfTheSamePlanAndForOneBeingWritten() {
        Cluster cluster = new Cluster().node("n1").node("n2").service("api").running("api", "n1");
        Proposal move = new Proposal("ORC-TST-201", new MoveService(Cluster.id("api"), Set.of(HOME)), "cause", "why");
        Proposal label = new Proposal("ORC-TST-202", new SetNodeLabel(LEFT, "db", "true"), "cause", "why");
        for (Plan plan : List.of(
                new Planner().plan(new Situation(ClusterView.of(cluster.facts()), List.of(move, label), List.of(), Set.of(),
                        List.of(), List.of(), Budgets.DEFAULT, NOW)),
                new Planner().plan(new Situation(ClusterView.of(cluster.facts()), List.of(move), List.of(), Set.of(LEFT),
                        List.of(), List.of(), Budgets.DEFAULT, NOW)))) {
            assertThat(plan.execute()).extracting(action -> action.proposal().subject()).doesNotContain(Cluster.id("api"));
            assertThat(plan.deferred()).singleElement().satisfies(refusal -> assertThat(refusal.vetoes().get(0).reason())
                    .isEqualTo("a label of n1 is being written, and Swarm would evict all tasks that leave it at once"));
        }
    }
}
