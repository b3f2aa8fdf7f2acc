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
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

// after a change of leader Swarm takes a node for dead that was not heard of for six heartbeats, and restarts its tasks elsewhere
@WithSwarmLab(nodes = 4, managers = 3, heartbeat = "10s")
@DisplayName("A pause, of dependents and of everything,")
class PauseIT {
    private static final String IMAGE = "lab/plain:1";
    private static final String OF_DEPENDENTS = "ORC-ORD-302";
    private static final String OF_EVERYTHING = "ORC-GRD-308";
    private static final List<String> PAUSES = List.of(OF_DEPENDENTS, OF_EVERYTHING);

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
            assertThat(second.command("pause", "--for", "2h", "--reason", "a backup").out()).contains("everything is paused until ");
            app = stack.createDisplaced("app", survivor, IMAGE);
            awaitHeld(daemon, first, app, OF_DEPENDENTS, OF_EVERYTHING);
            assertThat(daemon.terminate()).isZero();
        }
        try (OrcastraProcess daemon = first.run().awaitHealthy()) {
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
            awaitHeld(daemon, first, app, OF_DEPENDENTS, OF_EVERYTHING);
            try (OrcastraProcess other = second.run().awaitHealthy()) {
                lost = true;
                lab.kill(leader);
                daemon.kill();
                awaitAnotherLeader(survivor);
                other.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
                awaitHeld(other, second, app, OF_DEPENDENTS, OF_EVERYTHING);
                assertThat(second.command("resume").out()).contains("everything goes on");
                awaitHeld(other, second, app, OF_DEPENDENTS);
                assertThat(stack.tasks(app)).as("never restarted").hasSize(1);
                assertThat(second.command("command", "resume_dependents").exit()).isZero();
                other.awaitTrue(RealTime.PATIENCE, "the dependent beside its anchor", () -> stack.tasks(app).stream()
                        .anyMatch(task -> task.running() && task.node().equals(worker.id())));
            }
        }
    }

    /** The daemon has looked at the displaced dependent and says what keeps it. */
    private static void awaitHeld(OrcastraProcess daemon, OrcastraHome home, String service, String... vetoes) {
        daemon.awaitTrue(RealTime.PATIENCE, "vetoes by " + List.of(vetoes), () -> {
            String explained = home.command("explain", service).out();
            return PAUSES.stream().allMatch(rule -> explained.contains(rule) == List.of(vetoes).contains(rule));
        });
    }

    private void awaitAnotherLeader(LabNode at) {
        await().atMost(RealTime.PATIENCE).pollInterval(Duration.ofMillis(200))
                .until(() -> ThreeManagersIT.hasAnotherLeader(lab.api(at), leader));
    }
}
