package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.facts.cluster.TaskState;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The progress of a pinned update")
class ProgressTest {

    private static final NodeReading HOME = new NodeReading("home", "n1", true, false, true);
    private static final NodeReading AWAY = new NodeReading("away", "n2", true, false, true);
    private static final TaskReading OLD = task("old", "away", TaskState.SHUTDOWN, TaskState.SHUTDOWN);
    private static final TaskReading NEW = task("new", "home", TaskState.RUNNING, TaskState.RUNNING);

    private static final TaskReading STAYS = task("stays", "away", TaskState.RUNNING, TaskState.RUNNING);
    private static final TaskReading WANTED = task("old", "away", TaskState.RUNNING, TaskState.RUNNING);

    private final ObjectNode spec = replicated(new RandomSpec(new Random(1)).next());
    private final Goal goal = new Goal(Pinning.moving(spec, new Pin(List.of("node.id==home"))), Set.of("home"),
            Set.of("old"), 1);
    private final JsonNode pinned = goal.pinning().pinned();

    @ParameterizedTest
    @CsvSource({"updating, UNDER_WAY", "completed, CONVERGED", "paused, STALLED", "rollback_paused, STALLED"})
    @DisplayName("with every task in its place is what Swarm says of the update")
    void followsSwarm(String state, Progress expected) {
        assertThat(progress(pinned, state, List.of(OLD, NEW), HOME, AWAY)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"rollback_started, ROLLING_BACK", "rollback_completed, ROLLED_BACK", "completed, RELEASED"})
    @DisplayName("with the old spec back is a rollback, or somebody else's doing")
    void seesRollback(String state, Progress expected) {
        assertThat(progress(spec, state, List.of(OLD, NEW), HOME, AWAY)).isEqualTo(expected);
    }

    @Test
    @DisplayName("is not over while the old task is wanted, the new one is not running, or stands elsewhere")
    void waitsForTasks() {
        TaskReading wanted = task("old", "away", TaskState.RUNNING, TaskState.RUNNING);
        TaskReading starting = task("new", "home", TaskState.RUNNING, TaskState.STARTING);
        TaskReading elsewhere = task("new", "away", TaskState.RUNNING, TaskState.RUNNING);

        for (List<TaskReading> tasks : List.of(List.of(wanted, NEW), List.of(OLD, starting), List.of(OLD, elsewhere))) {
            assertThat(progress(pinned, "completed", tasks, HOME, AWAY)).isEqualTo(Progress.UNDER_WAY);
        }
    }

    @Test
    @DisplayName("is lost when no node is left that the pin allows, though a task still says running there")
    void losesTarget() {
        NodeReading down = new NodeReading("home", "n1", false, false, true);
        NodeReading drained = new NodeReading("home", "n1", true, false, false);

        assertThat(progress(pinned, "completed", List.of(OLD, NEW), down, AWAY)).isEqualTo(Progress.TARGET_LOST);
        assertThat(progress(pinned, "updating", List.of(OLD), drained, AWAY)).isEqualTo(Progress.TARGET_LOST);
    }

    @Test
    @DisplayName("is not lost while nobody knows what became of the target, unless it is drained")
    void waitsForUnknownTarget() {
        NodeReading unknown = new NodeReading("home", "n1", false, true, true);
        NodeReading drained = new NodeReading("home", "n1", false, true, false);

        assertThat(progress(pinned, "updating", List.of(OLD), unknown, AWAY)).isEqualTo(Progress.UNDER_WAY);
        assertThat(progress(pinned, "updating", List.of(OLD), drained, AWAY)).isEqualTo(Progress.TARGET_LOST);
    }

    @Test
    @DisplayName("is over when somebody else has written the service")
    void seesOthers() {
        ObjectNode theirs = spec.deepCopy().put("Name", "theirs");

        assertThat(progress(theirs, "updating", List.of(OLD, NEW), HOME, AWAY)).isEqualTo(Progress.CHANGED);
    }

    @Test
    @DisplayName("of a held update that starts first is over when as many tasks have been replaced, though the update goes on")
    void endsHeldUpdates() {
        spec.putObject("UpdateConfig").put("Order", "start-first");
        Goal some = held();
        ServiceReading service = held(some.pinning().pinned());

        assertThat(Progress.of(some, service, List.of(OLD, NEW, STAYS), List.of(HOME, AWAY))).isEqualTo(Progress.CONVERGED);
        assertThat(Progress.of(some, service, List.of(WANTED, NEW, STAYS), List.of(HOME, AWAY)))
                .as("started first, the old one still there").isEqualTo(Progress.UNDER_WAY);
        assertThat(Progress.of(some, service, List.of(OLD, STAYS), List.of(HOME, AWAY))).isEqualTo(Progress.UNDER_WAY);
    }

    @Test
    @DisplayName("of a held update that stops first is made when the successors have their nodes, and over when they run")
    void releasesHeldUpdates() {
        spec.remove("UpdateConfig");
        Goal some = held();
        ServiceReading pinnedService = held(some.pinning().pinned());
        ServiceReading released = held(some.pinning().unpinned());
        TaskReading starting = task("new", "home", TaskState.READY, TaskState.PREPARING);
        TaskReading unplaced = task("new", "", TaskState.READY, TaskState.PENDING);
        List<NodeReading> nodes = List.of(HOME, AWAY);

        assertThat(Progress.of(some, pinnedService, List.of(WANTED, STAYS), nodes)).isEqualTo(Progress.UNDER_WAY);
        assertThat(Progress.of(some, pinnedService, List.of(OLD, unplaced, STAYS), nodes)).isEqualTo(Progress.UNDER_WAY);
        assertThat(Progress.of(some, pinnedService, List.of(OLD, STAYS), nodes)).isEqualTo(Progress.UNDER_WAY);
        assertThat(Progress.of(some, pinnedService, List.of(OLD, starting, STAYS), nodes)).isEqualTo(Progress.CHOSEN);
        assertThat(Progress.of(some.released(), released, List.of(OLD, starting, STAYS), nodes)).isEqualTo(Progress.UNDER_WAY);
        assertThat(Progress.of(some.released(), released, List.of(OLD, NEW, STAYS), nodes)).isEqualTo(Progress.CONVERGED);
        assertThat(some.released().isReleased()).isTrue();
    }

    private static ObjectNode replicated(ObjectNode spec) {
        spec.putObject("Mode").putObject("Replicated").put("Replicas", 2);
        return spec;
    }

    private Goal held() {
        return new Goal(new Pinning(spec, new Pin(List.of("node.id==home")), 1), Set.of("home"), Set.of("old", "stays"), 2);
    }

    private static ServiceReading held(JsonNode present) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("Spec", present);
        object.putObject("UpdateStatus").put("State", "updating");
        return new ServiceReading(object);
    }

    private Progress progress(JsonNode present, String state, List<TaskReading> tasks, NodeReading... nodes) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("Spec", present);
        object.putObject("UpdateStatus").put("State", state);
        return Progress.of(goal, new ServiceReading(object), tasks, List.of(nodes));
    }

    private static TaskReading task(String id, String node, TaskState desired, TaskState state) {
        return new TaskReading(id, node, desired, state, "", "", "");
    }
}
