package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

// with a faster heartbeat Swarm takes the worker for dead after a change of leader, and restarts its tasks elsewhere
@WithSwarmLab(nodes = 4, managers = 3, heartbeat = "4s")
@DisplayName("A pause of dependents")
class PauseIT {
    private static final String IMAGE = "lab/plain:1";

    private final SwarmLab lab;
    private final LabNode worker;
    private LabNode leader;
    private boolean lost;
    private Deployment stack;

    PauseIT(SwarmLab lab) {
        this.lab = lab;
        worker = lab.node(4);
    }

    @AfterEach
    void clean() {
        if (lost) {
            lab.start(leader);
        }
        stack.remove();
    }

    @Test
    @DisplayName("holds across a restart of the daemon and a change of leader, until it is ended from another manager")
    void holdsAcrossRestartAndChangeOfLeader() {
        await().atMost(RealTime.PATIENCE).until(() -> StreamSupport.stream(lab.api(lab.node(3)).get("/nodes")
                .spliterator(), false).allMatch(n -> n.at("/Status/State").asText().equals("ready")));
        leader = lab.nodeOfId(ThreeManagersIT.leader(lab.api(lab.node(3))).orElseThrow());
        LabNode survivor = lab.nodesExcept(leader, worker).get(0);
        stack = new Deployment(lab, survivor);
        stack.createAnchor(Deployment.on(worker, IMAGE));
        stack.follow("app");
        OrcastraHome first = stack.home(leader.dockerHost());
        OrcastraHome second = stack.home(survivor.dockerHost());
        String app;
        try (OrcastraProcess daemon = first.run().awaitHealthy()) {
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
            assertThat(second.command("command", "pause_dependents").exit()).isZero();
            app = stack.createDisplaced("app", survivor, IMAGE);
            awaitHeld(daemon, first, app);
            assertThat(daemon.terminate()).isZero();
        }
        try (OrcastraProcess daemon = first.run().awaitHealthy()) {
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
            awaitHeld(daemon, first, app);
            try (OrcastraProcess other = second.run().awaitHealthy()) {
                lost = true;
                lab.kill(leader);
                daemon.kill();
                awaitAnotherLeader(survivor);
                other.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
                awaitHeld(other, second, app);
                assertThat(stack.tasks(app)).as("never restarted").hasSize(1);
                assertThat(second.command("command", "resume_dependents").exit()).isZero();
                other.awaitTrue(RealTime.PATIENCE, "the dependent beside its anchor", () -> stack.tasks(app).stream()
                        .anyMatch(task -> task.running() && task.node().equals(worker.id())));
            }
        }
    }

    /** The daemon has looked at the displaced dependent and says what keeps it. */
    private static void awaitHeld(OrcastraProcess daemon, OrcastraHome home, String service) {
        daemon.awaitTrue(RealTime.PATIENCE, "a veto by the pause",
                () -> home.command("explain", service).out().contains("ORC-ORD-302"));
    }

    private void awaitAnotherLeader(LabNode at) {
        // requests sent while there is no leader hang for up to 20 s, so each is given up early
        await().atMost(RealTime.PATIENCE).pollInterval(Duration.ofMillis(200)).ignoreExceptions().until(() ->
                CompletableFuture.supplyAsync(() -> ThreeManagersIT.leader(lab.api(at))).get(1, TimeUnit.SECONDS)
                        .filter(id -> !id.equals(leader.id())).isPresent());
    }
}
