package io.orcastra.adapters.docker.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SeenRequest;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 2, heartbeat = "1s")
@DisplayName("A look at a real swarm")
class DockerObserverIT {

    private SocketProxy proxy;
    private DockerApi api;
    private DockerObserver observer;
    private LabServices services;

    @BeforeEach
    void open(SwarmLab lab) {
        proxy = SocketProxy.inFrontOf(lab.node(1));
        api = new DockerApi(DockerEndpoint.ofSocket(proxy.socket()), ApiListener.NOOP, RealTime.CLOCK);
        observer = new DockerObserver(api, InstantSource.system(), name -> false);
        services = new LabServices(lab);
    }

    @AfterEach
    void close() {
        api.close();
        proxy.close();
    }

    @Test
    @DisplayName("sees services of every mode, with groups, and their tasks")
    void seesEveryMode(SwarmLab lab) {
        String groups = services.create("groups", "--group", "1000", "--group", "2000",
                "--constraint", "node.role == worker", "lab/plain:1");
        String everywhere = services.create("everywhere", "--mode", "global", "lab/plain:1");
        String job = lab.fresh("job");
        lab.docker(lab.node(1), "service", "create", "-d", "-q", "--name", job, "--mode", "replicated-job",
                "-e", "EXIT_AFTER=0", "lab/plain:1");
        LabTask running = services.awaitRunning(groups, 1).get(0);
        services.awaitRunning(everywhere, 2);

        Set<Object> facts = look();

        assertThat(all(LocalEngine.class, facts)).extracting(LocalEngine::nodeId).containsExactly(lab.node(1).id());
        assertThat(all(Node.class, facts)).extracting(Node::id)
                .containsExactlyInAnyOrder(lab.node(1).id(), lab.node(2).id());
        assertThat(service(job, facts).mode()).isEqualTo(ServiceMode.REPLICATED_JOB);
        assertThat(service(everywhere, facts).mode()).isEqualTo(ServiceMode.GLOBAL);
        assertThat(tasks(groups, facts)).singleElement().satisfies(task -> {
            assertThat(task.id()).isEqualTo(running.id());
            assertThat(task.nodeId()).isEqualTo(lab.node(2).id());
            assertThat(task.state()).isEqualTo(TaskState.RUNNING);
        });
        assertThat(all(PlacementConstraint.class, facts)).extracting(PlacementConstraint::key).contains("node.role");
        assertThat(tasks(everywhere, facts)).hasSize(2);
        services.remove(groups, everywhere, job);
    }

    @Test
    @DisplayName("costs three requests while nothing happens, all of them reads")
    void costsThreeRequests() {
        String name = services.create("idle", "--replicas", "3", "lab/plain:1");
        services.awaitRunning(name, 3);
        look();
        look();
        int before = proxy.requests().size();

        look();

        assertThat(proxy.requests().subList(before, proxy.requests().size())).extracting(SeenRequest::path)
                .containsExactly("/nodes", "/services", "/tasks");
        assertThat(proxy.writes()).isEmpty();
        services.remove(name);
    }

    @Test
    @DisplayName("tells how the last task ended when Swarm has stopped trying")
    void tellsHowTasksEnded() {
        String name = services.create("crash", "--restart-max-attempts", "1", "-e", "EXIT_AFTER=1", "-e", "EXIT_CODE=3",
                "lab/plain:1");

        await().atMost(RealTime.PATIENCE).untilAsserted(() -> {
            Set<Object> facts = look();
            String id = service(name, facts).id();
            assertThat(tasks(name, facts)).isEmpty();
            assertThat(all(EndedTask.class, facts)).filteredOn(task -> task.serviceId().equals(id)).singleElement()
                    .satisfies(task -> {
                        assertThat(task.state()).isEqualTo(TaskState.FAILED);
                        assertThat(task.error()).contains("non-zero exit (3)");
                        assertThat(task.slot()).isEqualTo(1);
                    });
        });
        services.remove(name);
    }

    @Test
    @DisplayName("keeps the fingerprint through what Orcastra writes, and changes it with what the owner writes")
    void fingerprintsTheOwnersWork(SwarmLab lab) {
        LabNode manager = lab.node(1);
        String name = services.create("print", "lab/plain:1");
        services.awaitRunning(name, 1);
        String before = service(name, look()).fingerprint();

        lab.docker(manager, "service", "update", "-d", "-q", "--constraint-add", "node.id==" + manager.id(),
                "--update-failure-action", "rollback", "--force", name);
        assertThat(service(name, look()).fingerprint()).isEqualTo(before);
        lab.docker(manager, "service", "update", "-d", "-q", "--constraint-rm", "node.id==" + manager.id(), name);
        assertThat(service(name, look()).fingerprint()).isEqualTo(before);

        lab.docker(manager, "service", "update", "-d", "-q", "--env-add", "A=B", name);
        assertThat(service(name, look()).fingerprint()).isNotEqualTo(before);
        services.remove(name);
    }

    @Test
    @DisplayName("fails while the socket is away, and sees again by itself when it is back")
    void survivesTheSocket(SwarmLab lab) {
        look();
        proxy.cut();
        assertThatThrownBy(observer::observe).isInstanceOf(ObservationFailed.class).hasMessageContaining("\nMaybe ");
        proxy.restore();

        assertThat(all(Node.class, look())).hasSize(2);
    }

    @Test
    @DisplayName("sees a node die and come back, and a restarted engine, with the same eyes")
    void survivesDeathAndRestart(SwarmLab lab) {
        LabNode worker = lab.node(2);
        look();

        lab.kill(worker);
        await().atMost(RealTime.PATIENCE).until(() -> statusOf(worker) == NodeStatus.DOWN);
        lab.start(worker);
        await().atMost(RealTime.PATIENCE).until(() -> statusOf(worker) == NodeStatus.READY);
        lab.restartEngine(lab.node(1));
        await().atMost(RealTime.PATIENCE).ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> statusOf(lab.node(1)) == NodeStatus.READY);
    }

    private NodeStatus statusOf(LabNode node) {
        return all(Node.class, look()).stream().filter(seen -> seen.id().equals(node.id())).findFirst().orElseThrow().status();
    }

    private Set<Object> look() {
        try {
            return observer.observe().facts();
        } catch (ObservationFailed failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<Task> tasks(String service, Set<Object> facts) {
        String id = service(service, facts).id();
        return all(Task.class, facts).stream().filter(task -> task.serviceId().equals(id)).toList();
    }

    private static Service service(String name, Set<Object> facts) {
        return all(Service.class, facts).stream().filter(service -> service.name().equals(name)).findFirst().orElseThrow();
    }

    private static <T> List<T> all(Class<T> type, Set<Object> facts) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
