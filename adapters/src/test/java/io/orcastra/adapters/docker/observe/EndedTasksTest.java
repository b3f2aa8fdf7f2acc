package io.orcastra.adapters.docker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.RestartCondition;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ended tasks")
class EndedTasksTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final EndedTasks ended = new EndedTasks("anchor"::equals);

    @Test
    @DisplayName("of a complete service are not asked for")
    void notOfACompleteService() {
        assertThat(look(List.of(service("web", 1)), "web/1/a")).isEmpty();
        assertThat(look(List.of(service("web", 1)), "web/1/a")).isEmpty();
    }

    @Test
    @DisplayName("are asked for once when a task vanishes")
    void onceWhenATaskVanishes() {
        List<Service> services = List.of(service("web", 1), service("other", 1));
        look(services, "web/1/a", "other/1/x");

        assertThat(look(services, "web/1/b", "other/1/x")).containsExactly("web");
        assertThat(look(services, "web/1/b", "other/1/x")).isEmpty();
    }

    @Test
    @DisplayName("of a service with too few tasks are asked for at first sight and when its tasks change")
    void whenTasksAreLacking() {
        List<Service> services = List.of(service("web", 3));

        assertThat(look(services, "web/1/a")).containsExactly("web");
        assertThat(look(services, "web/1/a")).isEmpty();
        assertThat(look(services, "web/1/a", "web/2/b")).containsExactly("web");
        assertThat(look(services, "web/1/a", "web/2/b", "web/3/c")).isEmpty();
    }

    @Test
    @DisplayName("of a global service without any task are asked for at first sight, whoever it is")
    void ofAGlobalServiceThatWasGivenUp() {
        List<Service> services = List.of(service("agent", ServiceMode.GLOBAL, 0));

        assertThat(look(services)).containsExactly("agent");
        assertThat(look(services)).isEmpty();
        assertThat(look(services, "agent/0/a")).isEmpty();
    }

    @Test
    @DisplayName("of a job are never asked for")
    void ofAJob() {
        assertThat(look(List.of(service("once", ServiceMode.REPLICATED_JOB, 2), service("all", ServiceMode.GLOBAL_JOB, 0))))
                .isEmpty();
    }

    @Test
    @DisplayName("of an interesting service are asked for at first sight only")
    void ofAnInterestingService() {
        assertThat(look(List.of(service("anchor", 1)), "anchor/1/a")).containsExactly("anchor");
        assertThat(look(List.of(service("anchor", 1)), "anchor/1/a")).isEmpty();
    }

    @Test
    @DisplayName("are the youngest by creation per slot, though an older one was slower to stop")
    void areTheYoungestPerSlot() {
        List<Service> services = List.of(service("web", 2));
        List<Task> tasks = tasks();
        EndedTask slow = ended("web", 1, "n1", TaskState.SHUTDOWN, 0, 90);
        EndedTask young = ended("web", 1, "n2", TaskState.FAILED, 10, 20);
        EndedTask other = ended("web", 2, "n1", TaskState.COMPLETE, 5, 6);

        ended.looked(services, tasks, Set.of("web"), List.of(slow, young, other));

        assertThat(ended.facts()).containsExactlyInAnyOrder(young, other);
    }

    @Test
    @DisplayName("are none where the last task is on a dead node and will not end, though an older one failed")
    void areNoneWhereTheLastHasNotEnded() {
        EndedTask failed = ended("web", 1, "n1", TaskState.FAILED, 0, 1);
        EndedTask onADeadNode = ended("web", 1, "n2", TaskState.RUNNING, 5, 6);

        ended.looked(List.of(service("web", 1)), tasks(), Set.of("web"), List.of(failed, onADeadNode));

        assertThat(ended.facts()).isEmpty();
    }

    @Test
    @DisplayName("of a global service are the youngest per node")
    void areTheYoungestPerNode() {
        EndedTask one = ended("agent", 0, "n1", TaskState.FAILED, 0, 1);
        EndedTask two = ended("agent", 0, "n2", TaskState.FAILED, 0, 1);

        ended.looked(List.of(service("agent", 0)), tasks(), Set.of("agent"), List.of(one, two));

        assertThat(ended.facts()).containsExactlyInAnyOrder(one, two);
    }

    @Test
    @DisplayName("are forgotten with their service")
    void areForgottenWithTheirService() {
        ended.looked(List.of(service("web", 1)), tasks(), Set.of("web"),
                List.of(ended("web", 1, "n1", TaskState.FAILED, 0, 1)));

        ended.looked(List.of(), tasks(), Set.of(), List.of());

        assertThat(ended.facts()).isEmpty();
    }

    /** One look, in which the engine knows of no ended task. */
    private Set<String> look(List<Service> services, String... tasks) {
        Set<String> asked = ended.unknown(services, tasks(tasks));
        ended.looked(services, tasks(tasks), asked, List.of());
        return asked;
    }

    /** @param tasks as {@code service/slot/id} */
    private static List<Task> tasks(String... tasks) {
        return Stream.of(tasks).map(task -> task.split("/")).map(part -> new Task(part[2], part[0],
                Integer.parseInt(part[1]), "n1", TaskState.RUNNING, TaskState.RUNNING, START, START, "")).toList();
    }

    private static EndedTask ended(String service, int slot, String node, TaskState state, int created, int stamp) {
        return new EndedTask(service + slot + node + created, service, slot, node, state, "", START.plusSeconds(created),
                START.plusSeconds(stamp));
    }

    private static Service service(String name, int replicas) {
        return service(name, ServiceMode.REPLICATED, replicas);
    }

    private static Service service(String name, ServiceMode mode, int replicas) {
        return new Service(name, name, "", mode, replicas, 0, "i", UpdateState.NONE,
                UpdateOrder.STOP_FIRST, Duration.ofSeconds(10), RestartCondition.ANY, Duration.ofSeconds(5), 0,
                Resources.NONE, Set.of(), List.of(), Set.of(), "");
    }
}
