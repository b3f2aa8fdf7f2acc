package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3, heartbeat = "1s")
@DisplayName("A service that Swarm alone does not bring up again")
class StuckServiceIT {

    private static final String IMAGE = "lab/plain:1";
    private static final Duration MOVE = RealTime.PATIENCE;

    private final SwarmLab lab;
    private final LabNode manager;
    private final EngineApi api;
    private final Deployment stack;

    StuckServiceIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.api = lab.api(manager);
        this.stack = new Deployment(lab);
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("because its user rolled it back to our pin on a dead node, runs in the user's own previous version")
    void rolledBackToADeadNode() {
        LabNode home = lab.node(2);
        stack.createAnchor(Deployment.on(home, IMAGE));
        String app = stack.createDisplaced("app", lab.node(3), "--env", "RELEASE=one", "--update-monitor", "1s", IMAGE);
        JsonNode own = stack.spec(app);
        lab.docker(manager, "service", "update", "-q", "--env-add", "RELEASE=two", app);
        try (OrcastraProcess daemon = stack.home().run()) {
            daemon.awaitTrue(MOVE, "move of " + app, () -> stack.nodeOf(app).equals(home)
                    && Specs.pins(stack.spec(app)).isEmpty() && LedgerView.intents(api).isEmpty());
            lab.kill(home);
            try {
                await().atMost(MOVE).until(() -> stateOf(home).equals("down")
                        && api.running(app).stream().anyMatch(task -> !task.node().equals(home.id())));
                assertThat(Specs.pins(api.service(app).path("PreviousSpec"))).as("a rollback brings the pin back").isNotEmpty();
                lab.docker(manager, "service", "rollback", "-d", "-q", app);

                daemon.awaitTrue(MOVE, "the user's own previous version, running", () -> stack.spec(app).equals(own)
                        && api.running(app).stream().anyMatch(task -> !task.node().equals(home.id())
                                && specOf(task).contains("RELEASE=one")));
                daemon.awaitLog(MOVE, "ORC-COL-202");
                daemon.awaitTrue(MOVE, "end of what was done", () -> LedgerView.intents(api).isEmpty());
                // once its anchor's node is back, the next move may begin
                daemon.kill();
                Specs.assertSame(own, stack.spec(app));
            } finally {
                lab.start(home);
                await().atMost(MOVE).until(() -> stateOf(home).equals("ready"));
            }
        }
    }

    private String stateOf(LabNode node) {
        return api.get("/nodes/" + node.id()).at("/Status/State").asText();
    }

    private String specOf(LabTask task) {
        return api.get("/tasks/" + task.id()).path("Spec").toString();
    }

    @Test
    @DisplayName("because its restarts are used up, is tried again at the pace of retry_intervals, by the engine's times")
    void restartsUsedUp() {
        stack.createAnchor(Deployment.on(manager, "--restart-condition", "none",
                "--env", "EXIT_AFTER=1", "--env", "EXIT_CODE=1", IMAGE));
        try (OrcastraProcess daemon = stack.home(manager.dockerHost(), "retry_intervals: [2, 6]").run()) {
            daemon.awaitTrue(MOVE, "three attempts", () -> stack.tasks(stack.anchor()).size() >= 4);
            List<LabTask> tasks = stack.tasks(stack.anchor());
            assertThat(pauseBefore(tasks, 1)).as("after the first attempt").isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(pauseBefore(tasks, 0)).as("after the second").isGreaterThanOrEqualTo(Duration.ofSeconds(6));
            daemon.awaitTrue(RealTime.PATIENCE, "end of the attempt, with no stopped update left", () ->
                    LedgerView.intents(api).isEmpty() && !api.service(stack.anchor()).at("/UpdateStatus/State").asText()
                            .equals("paused"));
            daemon.awaitLog(MOVE, "ORC-RST-201");
        }
    }

    /** From the end of the task before to the creation of this one; 0 is the newest. */
    private static Duration pauseBefore(List<LabTask> newestFirst, int index) {
        Instant ended = newestFirst.get(index + 1).since();
        return Duration.between(ended, newestFirst.get(index).created());
    }

    @Test
    @DisplayName("because its anchor's node cannot run it, is given up aloud after MAX_MISMATCH_DURATION")
    void givenUp() {
        LabNode home = lab.node(2);
        stack.createAnchor(Deployment.on(home, IMAGE));
        String app = stack.createDisplaced("app", lab.node(3), "--env", "NODE={{.Node.Hostname}}",
                "--env", "CRASH_ON_HOST=" + home.name(), "--rollback-monitor", "1s", IMAGE);
        JsonNode before = stack.spec(app);
        try (OrcastraProcess daemon = stack.home(manager.dockerHost(), "retry_intervals: [3]")
                .with("MAX_MISMATCH_DURATION", "12").run()) {
            daemon.awaitLog(MOVE, "ORC-COL-401", app);
            daemon.awaitTrue(MOVE, "end of the last attempt", () -> LedgerView.intents(api).isEmpty()
                    && Specs.pins(stack.spec(app)).isEmpty());
            int tasks = stack.tasks(app).size();
            RealTime.throughout(Duration.ofSeconds(8), () -> assertThat(stack.tasks(app)).as("left alone").hasSize(tasks));
        }
        Specs.assertSame(before, stack.spec(app));
    }

    @Test
    @DisplayName("because its node never gets it healthy is placed on another; of one with room nowhere it is said why, per node")
    void startingForTooLong() {
        LabNode bad = lab.node(2);
        LabServices services = new LabServices(lab);
        // tasks everywhere else, and nothing of other tests: Swarm sends the next one to the node that has none
        await().atMost(MOVE).until(() -> lab.docker(manager, "node", "ps", "-q", bad.name()).isBlank());
        services.createNamed(stack.stack() + "_filler", "--mode", "global", "--constraint", "node.hostname!=" + bad.name(), IMAGE);
        services.awaitRunning(stack.stack() + "_filler", 2);
        String slow = stack.stack() + "_slow";
        services.createNamed(slow, "--env", "NODE={{.Node.Hostname}}", "--health-cmd", "[ \"$NODE\" != " + bad.name() + " ]",
                "--health-interval", "500ms", "--health-start-period", "300s", IMAGE);
        await().atMost(MOVE).until(() -> stack.tasks(slow).stream().anyMatch(task -> task.node().equals(bad.id())));
        String big = stack.stack() + "_big";
        services.createNamed(big, "--reserve-memory", "1TB", IMAGE);
        OrcastraHome home = stack.home().write("swarm.yml", RebalancingScene.options()).write("rebalance_config.yml",
                "default: { start_limit_seconds: 3, stable_minutes: 0.02 }\n"
                // less than its start period, and what its move is waited for
                + "services: { " + slow + ": { start_limit_seconds: 10 } }\n");
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitTrue(MOVE, "start of " + slow + " elsewhere", () -> api.running(slow).stream().anyMatch(
                    task -> !task.node().equals(bad.id())) && LedgerView.intents(api).isEmpty());
            daemon.awaitLog(MOVE, "ORC-STK-402");
            daemon.awaitLog(MOVE, "ORC-STK-201");
            assertThat(Specs.pins(stack.spec(slow))).isEmpty();
            daemon.awaitLog(MOVE, "a task of " + big + " has no node");
            daemon.awaitTrue(MOVE, "a reason for each node", () -> Stream.concat(Stream.of("MiB short"), lab.nodes().stream()
                    .map(LabNode::name)).allMatch(home.command("explain", big).out()::contains));
        }
    }
}
