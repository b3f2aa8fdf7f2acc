package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3, heartbeat = "1s")
@DisplayName("The loop goes on")
class ResilienceIT {

    private static final String IMAGE = "lab/plain:1";
    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";
    private static final Duration MOVE = RealTime.PATIENCE;

    private final SwarmLab lab;
    private final LabNode manager;
    private final EngineApi api;
    private Deployment stack;

    ResilienceIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.api = lab.api(manager);
    }

    @BeforeEach
    void anchor() {
        stack = new Deployment(lab);
        stack.createAnchor(Deployment.on(lab.node(2), IMAGE));
        stack.follow("later");
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("after the engine restarted")
    void afterAnEngineRestart() {
        try (OrcastraProcess daemon = stack.home().run().awaitHealthy()) {
            lab.restartEngine(manager);
            stack.createDisplaced("later", lab.node(3), IMAGE);
            awaitBeside(daemon, "later");
            daemon.awaitTrue(RealTime.PATIENCE, "good health", daemon::healthy);
        }
    }

    @Test
    @DisplayName("after the socket was away for 10 s, and sees what happened meanwhile")
    void afterTheSocketWasAway() {
        try (SocketProxy proxy = SocketProxy.inFrontOf(manager);
                OrcastraProcess daemon = stack.home(proxy.dockerHost()).run().awaitHealthy()) {
            Instant cut = Instant.now();
            proxy.cut();
            stack.createDisplaced("later", lab.node(3), IMAGE);
            await().pollDelay(Duration.between(Instant.now(), cut.plusSeconds(10))).atMost(RealTime.PATIENCE)
                    .until(daemon::alive);
            proxy.restore();
            awaitBeside(daemon, "later");
            daemon.awaitTrue(RealTime.PATIENCE, "good health", daemon::healthy);
            assertThat(daemon.metric("anchor_sync_errors_total")).as("looks that failed meanwhile").isPositive();
        }
    }

    @Test
    @DisplayName("after a service was removed in the middle of its move, and leaves no trace of it")
    void afterAServiceWasRemoved() {
        // unhealthy on the target for ever, so that the move is still under way
        String app = stack.createDisplaced("app", lab.node(3), "--env", "NODE={{.Node.Hostname}}",
                "--health-cmd", "[ \"$NODE\" != " + lab.node(2).name() + " ]", "--health-interval", "500ms",
                "--health-start-period", "120s", IMAGE);
        try (OrcastraProcess daemon = stack.home().run().awaitHealthy()) {
            daemon.awaitTrue(MOVE, "pin on " + app, () -> !Specs.pins(stack.spec(app)).isEmpty());
            lab.docker(manager, "service", "rm", app);
            daemon.awaitTrue(RealTime.PATIENCE, "forgotten move", () -> LedgerView.intents(api).isEmpty());
            stack.createDisplaced("later", lab.node(3), IMAGE);
            awaitBeside(daemon, "later");
        }
    }

    @Test
    @DisplayName("with the last good configuration after a bad edit, and with the new one after a good edit")
    void afterABadEdit() {
        String good = stack.yaml();
        OrcastraHome home = stack.home();
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            home.write("swarm.yml", good + "    restart_dependents: [perhaps\n");
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_configuration_reload_failures_total", 1);
            daemon.awaitLog(RealTime.PATIENCE, "swarm.yml");
            stack.createDisplaced("later", lab.node(3), IMAGE);
            awaitBeside(daemon, "later");

            stack.createDisplaced("app", lab.node(3), IMAGE);
            home.write("swarm.yml", stack.yaml());
            awaitBeside(daemon, "app");
        }
    }

    @Test
    @DisplayName("after a pause of everything or of one service, which holds across its restart, and as soon as it is resumed")
    void afterAPause() {
        String app = stack.createDisplaced("later", lab.node(3), IMAGE);
        String task = stack.running(app).id();
        stack.createDisplaced("other", lab.node(3), IMAGE);
        OrcastraHome home = stack.home();
        assertThat(home.command("pause", "--reason", "we look at it").out())
                .contains("everything is paused until it is resumed: we look at it");
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitLog(RealTime.PATIENCE, "everything is paused: we look at it");
        }
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitLog(RealTime.PATIENCE, "everything is paused: we look at it");
            assertThat(home.command("pause", "--service", app + "s").errors()).contains("Maybe you meant " + app);
            assertThat(home.command("pause", "--service", app, "--for", "7d").out()).contains(app + " is paused until 2");
        }
        assertThat(stack.running(stack.stack() + "_other").node()).as("nothing moved").isEqualTo(lab.node(3).id());
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            assertThat(home.command("resume").out()).contains("everything goes on", "still: " + app + " is paused");
            daemon.awaitLog(RealTime.PATIENCE, app + " is paused");
            awaitBeside(daemon, "other");
            assertThat(stack.running(app).id()).as("what was paused before the restart").isEqualTo(task);
            assertThat(home.command("resume").errors()).contains("everything is not paused");
            assertThat(home.command("resume", "--service", "later").out()).contains(app + " goes on");
            awaitBeside(daemon, "later");
        }
    }

    @Test
    @DisplayName("and ends within its grace period on SIGTERM, with nothing left behind")
    void endsCleanly() {
        String app = stack.createDisplaced("app", lab.node(3), IMAGE);
        var before = stack.spec(app);
        try (OrcastraProcess daemon = stack.home().run().awaitHealthy()) {
            daemon.awaitTrue(MOVE, "begun move", () -> !LedgerView.intents(api).isEmpty());
            assertThat(daemon.terminate()).isZero();
        }
        Specs.assertSame(before, stack.spec(app));
        assertThat(LedgerView.intents(api)).isEmpty();
        stack.running(app);
    }

    private void awaitBeside(OrcastraProcess daemon, String shortName) {
        String service = stack.stack() + "_" + shortName;
        daemon.awaitTrue(MOVE, service + " beside its anchor", () -> api.running(service).stream()
                .anyMatch(t -> t.node().equals(lab.node(2).id())) && LedgerView.intents(api).isEmpty());
        daemon.awaitMore(CYCLES, 1);
    }
}
