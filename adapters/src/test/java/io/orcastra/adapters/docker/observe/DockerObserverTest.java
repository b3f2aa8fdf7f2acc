package io.orcastra.adapters.docker.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.RestartCondition;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.lab.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A look at a recorded swarm")
class DockerObserverTest {

    private static final Instant NOW = Instant.parse("2026-11-20T13:01:00Z");
    private static final String MANAGER = "dukog80c5kvadbku1gures586";
    private static final String WORKER = "kcf3ozxwi4yhhlfdrjwj63n71";
    private static final String DB = "g8ezqbwy55mzk53twonup6jl7";
    private static final String CRASH = "59ex3psxkgd2kntd0qk0sfcqn";

    private RecordedEngine engine;
    private DockerApi api;
    private DockerObserver observer;

    @BeforeEach
    void start() {
        engine = RecordedEngine.start();
        api = new DockerApi(engine.endpoint(), ApiListener.NOOP, RealTime.CLOCK);
        observer = new DockerObserver(api, InstantSource.fixed(NOW), name -> false);
    }

    @AfterEach
    void stop() {
        api.close();
        engine.close();
    }

    @Test
    @DisplayName("says when it began, of whom and by whom")
    void saysWhenAndWhom() throws ObservationFailed {
        Observation look = observer.observe();

        assertThat(look.source()).isEqualTo("docker");
        assertThat(look.at()).isEqualTo(NOW);
        assertThat(look.facts()).contains(new LocalEngine(MANAGER, "1.41", "rfuixo07xea1ucxwxv9k8nc9s"));
    }

    @Test
    @DisplayName("reads nodes and their labels")
    void readsNodes() throws ObservationFailed {
        Set<Object> facts = observer.observe().facts();

        assertThat(facts).contains(
                new Node(MANAGER, "dapi1", NodeRole.MANAGER, Availability.ACTIVE, NodeStatus.READY, "", "10.99.0.1",
                        Leadership.LEADER, new Platform("linux", "x86_64"),
                        new Resources(2_000_000_000L, 2_147_483_648L, Map.of()), "20.10.24+dfsg1", Map.of(),
                        Set.of("Log/json-file", "Log/local", "Network/overlay", "Volume/local")),
                new NodeLabel(WORKER, "db", "true"),
                new NodeLabel(WORKER, "zone", "a"));
        assertThat(all(Node.class, facts)).extracting(Node::availability)
                .containsExactlyInAnyOrder(Availability.ACTIVE, Availability.ACTIVE, Availability.DRAIN);
    }

    @Test
    @DisplayName("reads all that a service says, its groups notwithstanding")
    void readsAService() throws ObservationFailed {
        Set<Object> facts = observer.observe().facts();

        Service db = service("shop_db", facts);
        assertThat(db).isEqualTo(new Service(DB, "shop_db", "shop", ServiceMode.REPLICATED, 1, 2,
                "lab/web:1@sha256:8662cfbab9cc5f3f4ed545dcefa5c5db68e75371704e04c94468f3dea9d82278",
                UpdateState.NONE, UpdateOrder.START_FIRST, Duration.ofSeconds(3), RestartCondition.ANY,
                Duration.ofMillis(100), 4, new Resources(500_000_000L, 67_108_864L, Map.of()),
                Set.of("18080/tcp", "18081/udp"), List.of(new Platform("linux", "amd64")), Set.of("Log/json-file"),
                db.fingerprint()));
        assertThat(facts).contains(
                new ServiceLabel(DB, "orchestration.movable", "true"),
                new PlacementConstraint(DB, "node.labels.db", ConstraintOperator.EQUAL, "true"),
                new PlacementConstraint(DB, "node.role", ConstraintOperator.NOT_EQUAL, "manager"),
                new SpreadPreference(DB, "node.labels.zone", 0),
                new SpreadPreference(DB, "node.id", 1),
                new Mount(DB, MountType.VOLUME, "data", "/data", false, "", false),
                new Mount(DB, MountType.BIND, "/tmp", "/host", true, "", false),
                new Mount(DB, MountType.TMPFS, "", "/run", false, "", false),
                new Mount(DB, MountType.VOLUME, "nfs", "/nfs", false, "local", true));
    }

    @Test
    @DisplayName("reads from tasks which plugins the networks of their service need, but for those every engine has")
    void readsDriversOfNetworks() throws ObservationFailed {
        String networks = "\"NetworksAttachments\": [{\"Network\": {\"DriverState\": {\"Name\": \"overlay\"}}},"
                + " {\"Network\": {\"DriverState\": {\"Name\": \"weave:latest\"}}}, {\"Network\": {}}],";
        engine.answer("GET /v1.41/tasks", 200, RecordedEngine.recorded("tasks")
                .replace("\"ServiceID\": \"" + DB + "\"", networks + "\"ServiceID\": \"" + DB + "\""));

        Set<Object> facts = observer.observe().facts();

        assertThat(service("shop_db", facts).plugins()).containsExactlyInAnyOrder("Log/json-file", "Network/weave:latest");
        assertThat(service("plain", facts).plugins()).isEmpty();
        assertThat(all(Service.class, facts)).extracting(Service::id).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("fills in Swarm's defaults and knows the modes")
    void fillsInDefaults() throws ObservationFailed {
        Set<Object> facts = observer.observe().facts();

        Service plain = service("plain", facts);
        assertThat(plain.replicas()).isEqualTo(2);
        assertThat(plain.stopGracePeriod()).isEqualTo(Duration.ofSeconds(10));
        assertThat(plain.restartDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(plain.updateOrder()).isEqualTo(UpdateOrder.STOP_FIRST);
        assertThat(plain.reservations()).isEqualTo(Resources.NONE);
        assertThat(service("everywhere", facts).mode()).isEqualTo(ServiceMode.GLOBAL);
        assertThat(service("longjob", facts).mode()).isEqualTo(ServiceMode.GLOBAL_JOB);
        assertThat(service("once", facts)).extracting(Service::mode, Service::replicas)
                .containsExactly(ServiceMode.REPLICATED_JOB, 2);
    }

    @Test
    @DisplayName("reads tasks, running and pending, jobs at work included and jobs done left out")
    void readsTasks() throws ObservationFailed {
        Set<Object> facts = observer.observe().facts();

        List<Task> tasks = all(Task.class, facts);
        assertThat(tasks).hasSize(8);
        assertThat(tasks).filteredOn(task -> task.state() == TaskState.PENDING).singleElement().satisfies(task -> {
            assertThat(task.nodeId()).isEmpty();
            assertThat(task.error()).startsWith("no suitable node (scheduling constraints not satisfied on 2 nodes");
        });
        assertThat(tasks).contains(new Task("c5e15ae7veftsqzejybt65ohk", "i7fnvtnykziphchxkvo6rwozs", 0, WORKER,
                TaskState.RUNNING, TaskState.RUNNING, Instant.parse("2026-11-20T13:00:03.334788844Z"),
                Instant.parse("2026-11-20T13:00:05.200820476Z"), ""));
        assertThat(tasks).filteredOn(task -> task.serviceId().equals(service("once", facts).id())).isEmpty();
        assertThat(tasks).filteredOn(task -> task.serviceId().equals(service("longjob", facts).id())).hasSize(2);
    }

    @Test
    @DisplayName("finds out at first how the tasks ended that are lacking, the youngest of each slot")
    void readsEndedTasks() throws ObservationFailed {
        Set<Object> facts = observer.observe().facts();

        assertThat(all(EndedTask.class, facts)).singleElement().satisfies(ended -> {
            assertThat(ended.serviceId()).isEqualTo(CRASH);
            assertThat(ended.slot()).isEqualTo(1);
            assertThat(ended.nodeId()).isEqualTo(MANAGER);
            assertThat(ended.state()).isEqualTo(TaskState.FAILED);
            assertThat(ended.error()).isEqualTo("task: non-zero exit (3)");
            assertThat(ended.createdAt()).isEqualTo(youngestRecorded());
        });
    }

    @Test
    @DisplayName("costs three requests when nothing changed, and says the same")
    void isCheapWhenIdle() throws ObservationFailed {
        Observation first = observer.observe();
        int before = engine.requests().size();

        Observation second = observer.observe();

        assertThat(second).isEqualTo(first);
        assertThat(engine.requests().subList(before, engine.requests().size()))
                .containsExactly("GET /v1.41/nodes", "GET /v1.41/services", "GET /v1.41/tasks");
    }

    @Test
    @DisplayName("that fails in its last request says nothing, and the next one still asks what this one missed")
    void failsAsAWhole() throws ObservationFailed {
        observer.observe();
        engine.answer("GET /v1.41/tasks", 200, "[]");
        engine.answer("GET /v1.41/tasks?ended", 500, "{\"message\":\"no\"}");
        assertThatThrownBy(observer::observe).isInstanceOf(ObservationFailed.class)
                .hasMessageContaining("answered 500: no");
        engine.answerEndedTasks(RecordedEngine.recorded("tasks").replace("\"State\": \"running\"", "\"State\": \"shutdown\""));

        assertThat(all(EndedTask.class, observer.observe().facts())).extracting(EndedTask::state)
                .contains(TaskState.SHUTDOWN);
    }

    @Test
    @DisplayName("looks again when a service was removed between two of its questions")
    void looksAgainAfterARemoval() throws ObservationFailed {
        engine.answerOnce("GET /v1.41/tasks?ended", 404, "{\"message\":\"service x not found\"}");

        assertThat(all(EndedTask.class, observer.observe().facts())).extracting(EndedTask::serviceId)
                .containsExactly(CRASH);
        assertThat(engine.requests()).filteredOn("GET /v1.41/services"::equals).hasSize(2);
    }

    @Test
    @DisplayName("that fails anywhere says nothing")
    void failsForAnyReason() {
        for (String list : List.of("info", "nodes", "services", "tasks")) {
            engine.answer("GET /v1.41/" + list, 200, "[{\"ID\":\"cut o");
            assertThatThrownBy(observer::observe).as(list).isInstanceOf(ObservationFailed.class);
            engine.answer("GET /v1.41/" + list, 200, RecordedEngine.recorded(list));
        }
    }

    @Test
    @DisplayName("through a worker is refused with advice")
    void refusesAWorker() {
        engine.answer("GET /v1.41/info", 200, "{\"Swarm\":{\"NodeID\":\"x\",\"LocalNodeState\":\"active\",\"ControlAvailable\":false}}");

        assertThatThrownBy(observer::observe).isInstanceOf(ObservationFailed.class).hasMessageContaining("\nMaybe ");
    }

    @ParameterizedTest(name = "{0}, with control {1}, knowing the manager {2}: {3}")
    @CsvSource({"active, false, other, true", "active, false, x, false", "active, true, x, false", "active, true, other, false",
            "pending, false, other, false", "inactive, false, '', false", "active, false, '', true"})
    @DisplayName("knows a worker from a manager that cannot be controlled for a moment")
    void knowsAWorker(String state, boolean control, String manager, boolean worker) {
        engine.answer("GET /v1.41/info", 200, "{\"Swarm\":{\"NodeID\":\"x\",\"LocalNodeState\":\"" + state + "\",\"ControlAvailable\":"
                + control + ",\"RemoteManagers\":" + (manager.isEmpty() ? "null" : "[{\"NodeID\":\"" + manager + "\"}]") + "}}");

        assertThat(DockerObserver.isWorker(api)).isEqualTo(worker);
    }

    @Test
    @DisplayName("takes no engine for a worker that does not answer")
    void takesNobodyForAWorker() {
        engine.answer("GET /v1.41/info", 500, "{\"message\":\"busy\"}");

        assertThat(DockerObserver.isWorker(api)).isFalse();
    }

    @Test
    @DisplayName("bears objects of which almost everything is absent, and words it does not know")
    void bearsAbsence() throws ObservationFailed {
        engine.answer("GET /v1.41/nodes", 200, "[{\"ID\":\"n\"},{\"ID\":\"m\",\"Description\":null,\"Status\":{\"State\":\"asleep\"},"
                + "\"ManagerStatus\":{\"Reachability\":\"unreachable\"}}]");
        engine.answer("GET /v1.41/services", 200, "[{\"ID\":\"s\"},{\"ID\":\"u\",\"Spec\":{\"Name\":\"u\",\"Mode\":{\"Weekly\":{}},"
                + "\"Labels\":null,\"TaskTemplate\":{\"Placement\":null,"
                + "\"ContainerSpec\":{\"Mounts\":[{\"Type\":\"cloud\",\"Target\":\"/c\"}]}}},"
                + "\"UpdateStatus\":{\"State\":\"musing\"}}]");
        engine.answer("GET /v1.41/tasks", 200, "[{\"ID\":\"t\",\"ServiceID\":\"s\"},{\"ID\":\"attachment\"}]");
        engine.answerEndedTasks("null");

        Set<Object> facts = observer.observe().facts();

        assertThat(all(Node.class, facts)).extracting(Node::id, Node::status, Node::leadership).containsExactlyInAnyOrder(
                tuple("n", NodeStatus.UNKNOWN, Leadership.NONE),
                tuple("m", NodeStatus.UNKNOWN, Leadership.UNREACHABLE));
        assertThat(service("u", facts)).extracting(Service::mode, Service::updateState)
                .containsExactly(ServiceMode.REPLICATED_JOB, UpdateState.UPDATING);
        assertThat(facts).contains(new Mount("u", MountType.VOLUME, "", "/c", false, "", false));
        assertThat(all(Task.class, facts)).extracting(Task::id).containsExactly("t");
    }

    private static Instant youngestRecorded() {
        return RecordedEngine.recorded("ended").lines()
                .filter(line -> line.contains("\"CreatedAt\""))
                .map(line -> Instant.parse(line.split("\"")[3]))
                .max(Instant::compareTo).orElseThrow();
    }

    private static Service service(String name, Collection<Object> facts) {
        return all(Service.class, facts).stream().filter(service -> service.name().equals(name)).findFirst().orElseThrow();
    }

    private static <T> List<T> all(Class<T> type, Collection<Object> facts) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
