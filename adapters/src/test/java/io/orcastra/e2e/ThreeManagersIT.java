package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SeenRequest;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

// after a change of leader Swarm takes a node for dead that was not heard of for six heartbeats, and restarts its tasks elsewhere:
// on a slow machine the worker needed more than 24 s to find the new leader
@WithSwarmLab(nodes = 4, managers = 3, heartbeat = "10s")
@DisplayName("Of several instances")
class ThreeManagersIT {

    private static final String IMAGE = "lab/plain:1";
    private static final Duration MOVE = RealTime.PATIENCE;
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final SwarmLab lab;
    private final LabNode worker;
    private final List<Instance> instances = new ArrayList<>();
    private boolean lost;
    private LabNode leader;
    private LabNode survivor;
    private EngineApi api;
    private Deployment stack;

    ThreeManagersIT(SwarmLab lab) {
        this.lab = lab;
        this.worker = lab.node(4);
    }

    @BeforeEach
    void anchor() {
        await().atMost(RealTime.PATIENCE).until(() -> StreamSupport.stream(lab.api(lab.node(3)).get("/nodes")
                .spliterator(), false).allMatch(n -> n.at("/Status/State").asText().equals("ready")));
        leader = lab.nodeOfId(leader(lab.api(lab.node(3))).orElseThrow());
        survivor = lab.nodesExcept(leader, worker).get(0);
        api = lab.api(survivor);
        stack = new Deployment(lab, survivor);
        stack.createAnchor(Deployment.on(worker, IMAGE));
    }

    @AfterEach
    void clean() {
        instances.forEach(Instance::close);
        if (lost) {
            lab.start(leader);
        }
        stack.remove();
    }

    @Test
    @DisplayName("only the lease holder acts, a lost leader stops everything until the swarm has settled, nothing happens twice")
    void onlyTheHolderActs() {
        String app = stack.createDisplaced("app", survivor, IMAGE);
        startInstance(leader, yaml());
        lab.nodesExcept(leader, worker).forEach(node -> startInstance(node, yaml()));
        awaitBeside(app);
        Instance holder = theHolder();
        assertThat(holder.node).as("the instance on the leader holds the lease").isEqualTo(leader);
        for (Instance other : instances) {
            if (other != holder) {
                assertThat(other.writes()).as("writes of the instance on %s", other.node.name()).isEmpty();
            }
        }
        assertThat(stack.tasks(app)).as("one restart").hasSize(2);

        String late = stack.createDisplaced("late", survivor, IMAGE);
        Instant back = loseTheLeader();
        awaitBeside(late);
        instances.stream().filter(i -> i.node != leader).flatMap(i -> i.writes().stream()).forEach(write ->
                assertThat(write.at()).as("%s, with no new leader at %s", write, back)
                        .isAfter(back.plus(SETTLE).minusSeconds(2)));
        assertThat(instances.stream().filter(i -> i.node != leader && !i.writes().isEmpty())).as("acting instances").hasSize(1);
        assertThat(stack.tasks(late)).as("one restart").hasSize(2);
        assertThat(stack.tasks(app)).as("no further restart").hasSize(2);
    }

    @Test
    @DisplayName("one alone on a follower acts")
    void oneAloneOnAFollowerActs() {
        String app = stack.createDisplaced("app", survivor, IMAGE);
        startInstance(survivor, stack.yaml());
        awaitBeside(app);
        assertThat(stack.tasks(app)).as("one restart").hasSize(2);
    }

    /** Work is waiting, configured during the outage, when the next leader is there; returns when there was none yet. */
    private Instant loseTheLeader() {
        Instance gone = instances.stream().filter(i -> i.node.equals(leader)).findFirst().orElseThrow();
        lost = true;
        lab.kill(leader);
        gone.daemon.kill();
        instances.forEach(i -> i.home.write("swarm.yml", yaml()));
        AtomicReference<Instant> asked = new AtomicReference<>();
        AtomicReference<Instant> without = new AtomicReference<>(Instant.now());
        await().atMost(RealTime.PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            asked.set(Instant.now());
            boolean found = hasAnotherLeader(api, leader);
            without.updateAndGet(last -> found ? last : asked.get());
            return found;
        });
        return without.get();
    }

    /** Requests sent while there is no leader hang for up to 20 s, so this one is given up early. */
    static boolean hasAnotherLeader(EngineApi api, LabNode former) {
        FutureTask<Optional<String>> asking = new FutureTask<>(() -> leader(api));
        Thread thread = new Thread(asking, "leader");
        thread.setDaemon(true);
        thread.start();
        try {
            return asking.get(1, TimeUnit.SECONDS).filter(id -> !id.equals(former.id())).isPresent();
        } catch (ExecutionException | TimeoutException noLeader) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Optional<String> leader(EngineApi api) {
        for (JsonNode node : api.get("/nodes")) {
            if (node.at("/ManagerStatus/Leader").asBoolean()) {
                return Optional.of(node.path("ID").asText());
            }
        }
        return Optional.empty();
    }

    /** Instances do not start equally fast: the leader's must be there before the lease counts as left to any other. */
    private String yaml() {
        return stack.yaml().replace("free_seconds: 4", "free_seconds: 20");
    }

    private void startInstance(LabNode node, String yaml) {
        SocketProxy proxy = SocketProxy.inFrontOf(node);
        OrcastraHome home = stack.home(proxy.dockerHost()).write("swarm.yml", yaml);
        instances.add(new Instance(node, proxy, home, home.run()));
    }

    private Instance theHolder() {
        List<Instance> holders = instances.stream().filter(i -> i.daemon.alive() && i.daemon.health().contains("\"held\"")).toList();
        assertThat(holders).as("instances that hold the lease").hasSize(1);
        return holders.get(0);
    }

    private void awaitBeside(String service) {
        OrcastraProcess any = instances.stream().map(Instance::daemon).filter(OrcastraProcess::alive).findFirst().orElseThrow();
        any.awaitTrue(MOVE, service + " beside its anchor", () -> api.running(service).stream()
                .anyMatch(t -> t.node().equals(worker.id())) && LedgerView.intents(api).isEmpty());
    }

    /** A daemon at one manager, with the proxy that sees what it asks. */
    private record Instance(LabNode node, SocketProxy proxy, OrcastraHome home, OrcastraProcess daemon) {

        /** Writes but those to the ledger, which every instance may try when the lease is free. */
        List<SeenRequest> writes() {
            return proxy.writes().stream().filter(r -> !r.path().startsWith("/configs")).toList();
        }

        /** Ends it by SIGTERM, which gives the lease back: a killed one's would be taken over by the next on its node. */
        void close() {
            if (daemon.alive()) {
                daemon.terminate();
            }
            proxy.close();
        }
    }
}
