package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
    private static final Action JOIN = new JoinSwarm("new", NodeRole.MANAGER);

    /** Managers {@code m1...} of which the first {@code live} are reachable, and two workers. */
    private static List<Node> nodes(int managers, int live) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= managers; i++) {
            nodes.add(node("m" + i, NodeRole.MANAGER, i <= live ? Leadership.REACHABLE : Leadership.UNREACHABLE));
        }
        nodes.add(node("w1", NodeRole.WORKER, Leadership.NONE));
        nodes.add(node("w2", NodeRole.WORKER, Leadership.NONE));
        return nodes;
    }

    private static Node node(String name, NodeRole role, Leadership leadership) {
        return new Node(name, name, role, Availability.ACTIVE, NodeStatus.READY, "", "10.0.0.1", leadership,
                new Platform("linux", "x86_64"), new Resources(1, 1, Map.of()), "20.10.24", Map.of(), Set.of());
    }

    private static Plan plan(List<?> facts, Set<String> underWay, Action... actions) {
        return new Planner().plan(new Situation(ClusterView.of(facts),
                Stream.of(actions).map(action -> new Proposal("ORC-TST-201", action, "cause", "why")).toList(), List.of(),
                underWay, List.of(), List.of(), Budgets.DEFAULT, Instant.EPOCH));
    }

    private static Plan plan(List<Node> nodes, Action... actions) {
        return plan(nodes, Set.of(), actions);
    }

    private static Action demote(String node) {
        return new ChangeRole(node, NodeRole.WORKER);
    }

    private static Action promote(String node) {
        return new ChangeRole(node, NodeRole.MANAGER);
    }

    @ParameterizedTest(name = "{0} managers, {1} live: one that is live may go: {2}, be restarted: {3}, one may come: {4}")
    @CsvSource({"1, 1, false, false, true", "2, 2, false, false, true", "3, 3, false, false, true", "4, 4, true, false, true",
            "5, 5, true, true, true", "5, 4, false, false, true", "3, 2, false, false, true", "6, 6, true, true, true"})
    void aQuorumRemainsWithOneMoreLost(int managers, int live, boolean goes, boolean restarts, boolean comes) {
        assertThat(plan(nodes(managers, live), demote("m1")).execute()).hasSize(goes ? 1 : 0);
        assertThat(plan(nodes(managers, live), new RestartEngine("m1")).execute()).hasSize(restarts ? 1 : 0);
        assertThat(plan(nodes(managers, live), JOIN).execute()).hasSize(comes ? 1 : 0);
        assertThat(plan(nodes(managers, live), promote("w1")).execute()).hasSize(comes ? 1 : 0);
    }

    @Test
    void theEntryOfADeadManagerMayGo() {
        assertThat(plan(nodes(3, 2), demote("m3")).execute()).hasSize(1);
        assertThat(plan(nodes(5, 3), demote("m4")).execute()).hasSize(1);
    }

    @Test
    void theEngineOfAWorkerOrOfADeadManagerMayBeRestarted() {
        assertThat(plan(nodes(1, 1), new RestartEngine("w1")).execute()).hasSize(1);
        assertThat(plan(nodes(3, 2), new RestartEngine("m3")).execute()).hasSize(1);
    }

    @Test
    void whatIsRefusedIsAFinding() {
        Plan plan = plan(nodes(3, 3), demote("m1"));

        assertThat(plan.vetoed()).singleElement().satisfies(refusal -> assertThat(refusal.vetoes()).extracting("rule", "reason")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ORC-PLN-035", "of 3 managers 3 are reachable: without m1 "
                        + "the loss of one more would be the loss of the quorum")));
        assertThat(plan.findings()).extracting(Finding::rule, Finding::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ORC-PLN-035", "m1"));
    }

    @Test
    void thereIsOneChangeOfManagersAtATime() {
        Plan plan = plan(nodes(5, 5), JOIN, new JoinSwarm("other", NodeRole.MANAGER), new JoinSwarm("worker", NodeRole.WORKER));

        assertThat(plan.execute()).extracting(planned -> planned.proposal().subject()).containsExactlyInAnyOrder("new", "worker");
        assertThat(plan.deferred()).singleElement().satisfies(refusal ->
                assertThat(refusal.vetoes()).extracting("rule").containsExactly("ORC-PLN-036"));
    }

    @Test
    void aChangeUnderWayIsAwaited() {
        assertThat(during("new", "JoinSwarm", promote("w1")).execute()).as("a machine that joins").isEmpty();
        assertThat(during("m2", "ChangeRole", promote("w1")).execute()).as("a manager that is demoted").isEmpty();
        assertThat(during("w2", "ChangeRole", promote("w1")).execute()).as("a worker that is promoted").isEmpty();
        assertThat(during("m2", "RestartEngine", promote("w1")).execute()).as("a manager's engine").isEmpty();
    }

    @Test
    void onlyAChangeOfManagersIsAwaited() {
        assertThat(during("c0ffee", "RestartContainer", promote("w1")).execute()).as("a container that restarts").hasSize(1);
        assertThat(during("storage:m1", "CollectGarbage", promote("w1")).execute()).as("a node that is cleaned").hasSize(1);
        assertThat(during("m2", "SetNodeLabel", promote("w1")).execute()).as("a manager's label").hasSize(1);
        assertThat(during("w2", "RestartEngine", promote("w1")).execute()).as("a worker's engine").hasSize(1);
    }

    @Test
    void enginesAreRestartedOneAtATime() {
        Plan plan = plan(nodes(5, 5), new RestartEngine("w1"), new RestartEngine("w2"));

        assertThat(plan.execute()).extracting(planned -> planned.proposal().subject()).containsExactly("w1");
        assertThat(plan.deferred()).singleElement().satisfies(refusal ->
                assertThat(refusal.vetoes()).extracting("rule").containsExactly("ORC-PLN-037"));
        assertThat(during("w2", "RestartEngine", new RestartEngine("w1")).execute()).isEmpty();
        assertThat(during("w2", "FetchMod", new RestartEngine("w1")).execute()).hasSize(1);
    }

    @Test
    void whatTheBudgetHoldsBackHoldsNoOtherChangeBack() {
        Plan plan = new Planner().plan(new Situation(ClusterView.of(nodes(5, 5)), Stream.of(new RestartEngine("m1"), JOIN)
                .map(action -> new Proposal("ORC-TST-201", action, "cause", "why")).toList(), List.of(), Set.of(), List.of(),
                List.of(), new Budgets(0, 0, 0), Instant.EPOCH));

        assertThat(plan.execute()).extracting(planned -> planned.proposal().action()).containsExactly(JOIN);
    }

    private static Plan during(String subject, String action, Action wished) {
        List<Object> facts = new ArrayList<>(nodes(5, 5));
        facts.add(new InFlight(subject, action));
        return plan(facts, Set.of(subject), wished);
    }
}
