package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.write.SpecEdit;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.decision.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The plan of a pinned update")
class PinnedPlanTest {

    private static final List<NodeReading> NODES = List.of(
            node("a", true, true), node("b", true, true), node("c", true, true),
            node("paused", true, false), node("down", false, true));

    private final ObjectNode object = service();

    @Test
    @DisplayName("names the one home node")
    void pinsToOne() throws Refusal {
        PinnedPlan plan = PinnedPlan.moving(view(running("t1", "b")), Set.of("a"), 0, Map.of());

        assertThat(pins(plan)).containsExactly("node.id==a");
        assertThat(plan.goal().replaced()).containsExactly("t1");
        assertThat(plan.images()).containsExactly("a");
        assertThat(plan.sources()).containsExactly("b");
    }

    @Test
    @DisplayName("names every other active node, and the inactive ones a task is on, when home is several")
    void excludesOthers() throws Refusal {
        PinnedPlan plan = PinnedPlan.moving(view(running("t1", "a"), running("t2", "paused")), Set.of("a", "b"), 0,
                Map.of("t2", "b"));

        assertThat(pins(plan)).containsExactly("node.id!=c", "node.id!=down", "node.id!=paused");
        assertThat(plan.goal().replaced()).containsExactly("t2");
        assertThat(plan.goal().wanted()).isEqualTo(2);
        assertThat(plan.images()).containsExactly("b");
        assertThat(plan.limit(Duration.ofSeconds(120))).isEqualTo(Duration.ofSeconds(120 + 10));
    }

    @Test
    @DisplayName("holds the update after the tasks that are to move, where others stay")
    void holdsAfterSome() throws Refusal {
        PinnedPlan some = PinnedPlan.moving(view(running("t1", "b"), running("t2", "b")), Set.of("a"), 1, Map.of());
        PinnedPlan all = PinnedPlan.moving(view(running("t1", "b"), running("t2", "b")), Set.of("a"), 2, Map.of());

        assertThat(UpdatePolicy.heldAfter(some.goal().pinning().pinned())).isEqualTo(1);
        assertThat(some.goal().restarts()).isEqualTo(1);
        assertThat(some.limit(Duration.ofSeconds(120))).isEqualTo(Duration.ofSeconds(120 + 10));
        assertThat(UpdatePolicy.heldAfter(all.goal().pinning().pinned())).isZero();
        assertThat(all.goal().restarts()).isEqualTo(2);
        assertThat(all.limit(Duration.ofSeconds(120))).isEqualTo(Duration.ofSeconds(2 * (120 + 10)));
        assertThat(all.limitOfEach(Duration.ofSeconds(120))).isEqualTo(Duration.ofSeconds(120 + 10));
    }

    @Test
    @DisplayName("of a part of the tasks is none while Swarm might replace one that does not run instead")
    void movesSomeOnlyWhereItIsSureWhich() throws Refusal {
        replicas(3);
        TaskReading starting = new TaskReading("t2", "b", TaskState.RUNNING, TaskState.STARTING, "", "", "");
        TaskReading pending = new TaskReading("t3", "", TaskState.RUNNING, TaskState.PENDING, "", "", "");
        TaskReading atHome = new TaskReading("t3", "a", TaskState.RUNNING, TaskState.STARTING, "", "", "");

        for (SwarmView unsure : List.of(view(running("t1", "b"), starting, running("t3", "a")),
                view(running("t1", "b"), running("t2", "b"), pending), view(running("t1", "b"), running("t2", "b")))) {
            assertEnds(Outcome.Result.REFUSED, () -> PinnedPlan.moving(unsure, Set.of("a"), 1, Map.of()));
        }
        assertThat(PinnedPlan.moving(view(running("t1", "b"), running("t2", "b"), atHome), Set.of("a"), 1, Map.of()).goal().wanted())
                .as("what stays need not run").isEqualTo(2);
    }

    @Test
    @DisplayName("of a move is none when a task has come to be outside home that was not planned to move")
    void movesOnlyWhatWasPlanned() throws Refusal {
        SwarmView two = view(running("t1", "b"), running("t2", "c"));

        assertEnds(Outcome.Result.SKIPPED, () -> PinnedPlan.moving(two, Set.of("a"), 0, Map.of("t1", "a")));
        assertEnds(Outcome.Result.SKIPPED, () -> PinnedPlan.moving(two, Set.of("a"), 0, Map.of("t1", "a", "replaced", "a")));
        assertThat(PinnedPlan.moving(two, Set.of("a"), 0, Map.of("t1", "a", "t2", "a")).goal().replaced())
                .containsExactlyInAnyOrder("t1", "t2");
        assertThat(PinnedPlan.moving(view(running("t1", "b"), running("t2", "a")), Set.of("a"), 0,
                Map.of("t1", "a", "t2", "a")).goal().replaced()).as("one has gone home by itself").containsExactly("t1");
    }

    @Test
    @DisplayName("of a part is none when a task has come to another node than that to be left")
    void movesAPartFromWhereItWasPlanned() throws Refusal {
        SwarmView elsewhere = view(running("t1", "b"), running("t2", "c"));
        SwarmView together = view(running("t1", "b"), running("t2", "b"));

        assertEnds(Outcome.Result.SKIPPED, () -> PinnedPlan.moving(elsewhere, Set.of("a"), 1, Map.of("t1", "a")));
        assertThat(PinnedPlan.moving(together, Set.of("a"), 1, Map.of("t1", "a")).goal().replaced())
                .as("either, as Swarm likes").containsExactlyInAnyOrder("t1", "t2");
    }

    @Test
    @DisplayName("of a move is none when every task is in its place")
    void nothingToMove() {
        assertEnds(Outcome.Result.SKIPPED, () -> PinnedPlan.moving(view(running("t1", "a")), Set.of("a"), 0, Map.of()));
    }

    @Test
    @DisplayName("of a move is none when the owner's own constraints hold the service home already")
    void heldByItsOwner() throws Refusal {
        Constraints.add((ObjectNode) object.path("Spec"), List.of("node.id==a"));

        assertEnds(Outcome.Result.REFUSED, () -> PinnedPlan.moving(view(running("t1", "b")), Set.of("a"), 0, Map.of()));
        assertThat(pins(PinnedPlan.moving(view(running("t1", "b")), Set.of("c"), 0, Map.of()))).containsExactly("node.id==c");
    }

    @Test
    @DisplayName("of a restart in place is none when a task has come to another node meanwhile")
    void restartsOnlyWhatStayed() throws Refusal {
        TaskReading unplaced = new TaskReading("t2", "", TaskState.RUNNING, TaskState.PENDING, "", "", "");

        assertEnds(Outcome.Result.SKIPPED, () -> PinnedPlan.restarting(view(running("t1", "b")), Set.of("a")));
        assertThat(pins(PinnedPlan.restarting(view(running("t1", "a"), unplaced), Set.of("a")))).containsExactly("node.id==a");
        assertThat(pins(PinnedPlan.restarting(view(running("t1", "a")), Set.of("a", "b"))))
                .containsExactly("node.id!=c", "node.id!=down");
    }

    @Test
    @DisplayName("of a move is none when no home node takes tasks")
    void noHome() {
        assertEnds(Outcome.Result.REFUSED,
                () -> PinnedPlan.moving(view(running("t1", "a")), Set.of("down", "paused"), 0, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"updating", "paused", "rollback_started", "rollback_paused", "a state of the future"})
    @DisplayName("is none while somebody else's update is not over")
    void waitsForOthers(String state) {
        object.putObject("UpdateStatus").put("State", state);

        assertEnds(Outcome.Result.REFUSED, () -> PinnedPlan.moving(view(running("t1", "b")), Set.of("a"), 0, Map.of()));
        assertEnds(Outcome.Result.REFUSED, () -> PinnedPlan.restarting(view(running("t1", "b")), Set.of("b")));
    }

    @Test
    @DisplayName("is none for jobs, nor for moving what runs everywhere")
    void refusesModes() {
        ((ObjectNode) object.path("Spec")).putObject("Mode").putObject("Global");
        assertEnds(Outcome.Result.REFUSED, () -> PinnedPlan.moving(view(running("t1", "b")), Set.of("a"), 0, Map.of()));

        ((ObjectNode) object.path("Spec")).putObject("Mode").putObject("ReplicatedJob");
        assertEnds(Outcome.Result.REFUSED, () -> PinnedPlan.restarting(view(running("t1", "b")), Set.of("b")));
    }

    @Test
    @DisplayName("of a restart replaces all tasks and leaves the update configuration alone where nothing is pinned")
    void restartsUnpinned() throws Refusal {
        PinnedPlan plan = PinnedPlan.restarting(view(), Set.of());

        assertThat(pins(plan)).isEmpty();
        assertThat(plan.goal().pinning().pinned()).isEqualTo(plan.goal().pinning().unpinned());
        assertThat(plan.goal().wanted()).isEqualTo(2);
    }

    @Test
    @DisplayName("of a return leaves the tasks in their place that were in home before")
    void returnsOnlyWhatWasMoved() throws Refusal {
        PinnedPlan move = PinnedPlan.moving(view(running("t1", "b"), running("t2", "a")), Set.of("a", "c"), 0, Map.of());
        TaskReading failing = new TaskReading("t3", "c", TaskState.RUNNING, TaskState.STARTING, "", "", "");
        PinnedPlan back = move.returning(view(running("t2", "a"), failing)).orElseThrow();

        assertThat(pins(back)).containsExactly("node.id!=c", "node.id!=down");
        assertThat(back.goal().home()).containsExactlyInAnyOrder("a", "b");
        assertThat(back.goal().wanted()).isEqualTo(2);
        assertThat(pins(move.returning(view(failing)).orElseThrow())).as("nothing stayed").containsExactly("node.id==b");
    }

    @Test
    @DisplayName("of a return is none where its source takes no tasks, is not known, or Swarm may choose it anyhow")
    void returnsOnlyWhereItHelps() throws Refusal {
        PinnedPlan move = PinnedPlan.moving(view(running("t1", "b"), running("t2", "a")), Set.of("a", "c"), 0, Map.of());
        NodeReading a = node("a", true, true);
        NodeReading b = node("b", true, true);

        assertThat(move.returning(after(a, node("b", false, true)))).isEmpty();
        assertThat(move.returning(after(a, b, new NodeReading("c", "c", false, true, true)))).isEmpty();
        assertThat(move.returning(after(a, b))).isEmpty();
        assertThat(move.returning(after(a, b, node("c", true, true)))).isPresent();
        assertThat(move.returning(new SwarmView(Optional.empty(), List.of(), List.of(a, b, node("c", true, true))))).isEmpty();
    }

    @Test
    @DisplayName("of a return is none where every task is at home, though not while one has no node or one lacks")
    void returnsNobodyWhoIsHome() throws Refusal {
        PinnedPlan move = PinnedPlan.moving(view(running("t1", "b"), running("t2", "a")), Set.of("a", "c"), 0, Map.of());

        assertThat(move.returning(view(running("t3", "b"), running("t2", "a")))).isEmpty();
        assertThat(move.returning(view(running("t3", ""), running("t2", "a")))).isPresent();
        assertThat(move.returning(view(running("t2", "a")))).isPresent();
    }

    @Test
    @DisplayName("of a return is none where somebody else has written the service meanwhile")
    void returnsNotOverAnothersVersion() throws Refusal {
        PinnedPlan move = PinnedPlan.moving(view(running("t1", "b"), running("t2", "a")), Set.of("a", "c"), 0, Map.of());
        SwarmView failing = view(running("t3", "c"), running("t2", "a"));
        ObjectNode theirs = object.deepCopy();
        ((ObjectNode) theirs.path("Spec")).put("Name", "theirs");

        assertThat(move.returning(failing)).isPresent();
        assertThat(move.returning(new SwarmView(Optional.of(new ServiceReading(theirs)), failing.tasks(), failing.nodes())))
                .isEmpty();
    }

    @Test
    @DisplayName("is a move where tasks leave every node they are on, which no restart and no return is")
    void tellsMoves() throws Refusal {
        PinnedPlan move = PinnedPlan.moving(view(running("t1", "b")), Set.of("a"), 0, Map.of());

        assertThat(move.isMove()).isTrue();
        assertThat(move.returning(view(running("t3", "a"))).orElseThrow().isMove()).isFalse();
        assertThat(PinnedPlan.restarting(view(running("t1", "b")), Set.of("b")).isMove()).isFalse();
        assertThat(PinnedPlan.restarting(view(), Set.of()).isMove()).isFalse();
    }

    @Test
    @DisplayName("is carried out only on the very spec it was made for")
    void decidesOnce() throws Refusal {
        PinnedPlan plan = PinnedPlan.moving(view(running("t1", "b")), Set.of("a"), 0, Map.of());
        ObjectNode changed = object.deepCopy();
        ((ObjectNode) changed.path("Spec")).put("Name", "theirs");
        ObjectNode pinned = object.deepCopy();
        pinned.set("Spec", plan.goal().pinning().pinned());

        assertThat(plan.decide(object)).isInstanceOf(SpecEdit.Change.class);
        assertThat(plan.decide(changed)).isInstanceOf(SpecEdit.Refuse.class);
        assertThat(plan.decide(pinned)).isInstanceOf(SpecEdit.Leave.class);
    }

    @FunctionalInterface
    private interface Planning {
        PinnedPlan plan() throws Refusal;
    }

    private static void assertEnds(Outcome.Result result, Planning planning) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(planning::plan)
                .satisfies(refusal -> assertThat(refusal.ending().result()).isEqualTo(result));
    }

    private SwarmView view(TaskReading... tasks) {
        return new SwarmView(Optional.of(new ServiceReading(object)), List.of(tasks), NODES);
    }

    private SwarmView after(NodeReading... nodes) {
        return new SwarmView(Optional.of(new ServiceReading(object)), List.of(running("t2", "a")), List.of(nodes));
    }

    private void replicas(int replicas) {
        ((ObjectNode) object.path("Spec")).putObject("Mode").putObject("Replicated").put("Replicas", replicas);
    }

    private static List<String> pins(PinnedPlan plan) {
        return plan.goal().pinning().pin().expressions();
    }

    private static ObjectNode service() {
        ObjectNode spec = new RandomSpec(new Random(5)).next();
        spec.putObject("Mode").putObject("Replicated").put("Replicas", 2);
        spec.remove("UpdateConfig");
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("Spec", spec);
        return object;
    }

    private static TaskReading running(String id, String node) {
        return new TaskReading(id, node, TaskState.RUNNING, TaskState.RUNNING, "", "", "");
    }

    private static NodeReading node(String id, boolean ready, boolean active) {
        return new NodeReading(id, id, ready, false, active);
    }
}
