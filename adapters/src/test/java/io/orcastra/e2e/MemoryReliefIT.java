package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@WithSwarmLab(nodes = 3)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("A node with 92 % of its memory in use, or 98 %")
class MemoryReliefIT {

    private static final Duration SOON = RealTime.PATIENCE;
    private static final Duration STABLE = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration QUIET = RebalancingScene.COOLDOWN.multipliedBy(3);

    private final Measurements measurements = new Measurements(getClass());
    private final SwarmLab lab;
    private final LabNode full;
    private final LabNode free;
    private RebalancingScene scene;

    MemoryReliefIT(SwarmLab lab) {
        this.lab = lab;
        this.full = lab.node(2);
        this.free = lab.node(3);
    }

    @BeforeEach
    void scene() {
        scene = new RebalancingScene(lab, getClass());
        scene.memory().node(lab.node(1), 65).node(free, 20);
    }

    @AfterEach
    void clean() {
        scene.close();
    }

    @Test
    @DisplayName("is relieved by the one move that was predicted, and then nothing more happens")
    void isRelievedByOneMove() throws JsonProcessingException {
        String big = scene.service("big", full, 30);
        scene.service("small", full, 5);
        scene.service("data", full, 25, "--mount", "type=volume,source=" + lab.fresh("volume") + ",target=/data");
        scene.memory().node(full, 32);
        assertRelieved(home(RebalancingScene.options()), big, Map.of(big, 1));
    }

    @Test
    @DisplayName("is relieved of a co-location set as a whole, and then nothing more happens")
    void isRelievedOfASet() throws JsonProcessingException {
        Deployment stack = new Deployment(lab);
        stack.createAnchor(Deployment.on(full, RebalancingScene.IMAGE));
        lab.docker(lab.node(1), "service", "update", "-d", "-q", "--constraint-rm", "node.hostname==" + full.name(),
                stack.anchor());
        String app = stack.createDisplaced("app", full, RebalancingScene.IMAGE);
        String web = stack.createDisplaced("web", full, RebalancingScene.IMAGE);
        List.of(stack.anchor(), app, web).forEach(member -> scene.keep(member, 10));
        scene.memory().node(full, 62);
        assertRelieved(home(stack.yaml()), stack.anchor(), Map.of(stack.anchor(), 1, app, 1, web, 1));
    }

    /** First of all, because every move on this swarm counts in the budget of its hour. */
    @Test
    @Order(1)
    @DisplayName("is relieved in an emergency long before the window is over, beyond the usual budget, as it was foretold, once there is"
            + " room; until then it is told why nothing helps")
    void isRelievedInAnEmergency() throws JsonProcessingException {
        scene.patient().service("data", full, 23, "--mount", "type=volume,source=" + lab.fresh("volume") + ",target=/data");
        String other = scene.service("other", full, 10);
        String leak = scene.service("leak", full, 12);
        scene.memory().node(full, 52.5).growing(leak, 0.1);
        OrcastraHome home = scene.home(RebalancingScene.options() + "  budgets: {moves_per_cycle: 1, moves_per_hour: 1}\n",
                SHORT, STABLE, "emergency_seconds: 2");
        Map<String, List<String>> tasks = scene.tasks();
        Foretold foretold = Foretold.of(home.command("dry-run", "--output", "json"));
        assertThat(foretold.arrivals()).as("%s", foretold).containsExactly(leak + ".1 on " + free.name(), other + ".1 on " + free.name());
        assertThat(foretold.gone()).as("%s", foretold).contains("ORC-MEM-102 " + full.name());

        lab.nodes().stream().filter(node -> !node.equals(full)).forEach(node -> scene.memory().node(node, 80));
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitLog(SOON, "ORC-PLN-038", "none of its services can leave " + full.name());
            assertThat(home.command("explain", full.name()).out()).contains("keeps data on its node")
                    .containsPattern(free.name() + " would be at 9\\d % \\(at most 85 %\\)")
                    .containsPattern("none of its services can leave .*: data\\d+ \\(ORC-GRD-325\\);"
                            + " leak\\d+ and other\\d+ \\(ORC-PLN-023\\)");
            assertThat(scene.restartsSince(tasks)).isEmpty();
            Instant started = Instant.now();
            scene.memory().node(lab.node(1), 65).node(free, 20);
            daemon.awaitTrue(SOON, "moves of " + leak + " and " + other, () -> runsOnFree(leak) && runsOnFree(other)
                    && LedgerView.intents(scene.api()).isEmpty());
            measurements.between("relief of an emergency since there is room", started, scene.api().running(leak).get(0).created());
            scene.assertQuiet(SHORT.multipliedBy(3), daemon);
            assertThat(home.command("explain", leak).out()).contains("nothing is wished",
                    "moved from " + full.name() + " to " + free.name() + ", begun");
        }
        assertThat(scene.restartsSince(tasks)).as("restarts").isEqualTo(Map.of(leak, 1, other, 1)).isEqualTo(foretold.restarts());
        assertThat(scene.tasksOnNodes()).as("tasks by node").isEqualTo(foretold.tasks());
    }

    /** By the file alone the node is not full. */
    private OrcastraHome home(String swarm) {
        return scene.home(swarm, RebalancingScene.COOLDOWN, STABLE, "memory_threshold_percent: 96")
                .with("REBALANCE_GLOBAL_MEM_THRESHOLD_PERCENT", "85");
    }

    /** @param expected restarts by service */
    private void assertRelieved(OrcastraHome home, String first, Map<String, Integer> expected)
            throws JsonProcessingException {
        JsonNode before = scene.spec(first);
        Map<String, List<String>> tasks = scene.tasks();
        OrcastraHome.Answer predicted = home.command("dry-run", "--output", "json");
        assertThat(predicted.exit()).as(predicted.errors()).isEqualTo(3);
        Foretold foretold = Foretold.of(predicted);
        assertThat(moves(foretold.report())).as(predicted.out()).containsExactly(first + " to " + free.name());
        assertThat(foretold.arrivals()).as(predicted.out()).isEqualTo(expected.keySet().stream()
                .map(service -> service + ".1 on " + free.name()).collect(Collectors.toSet()));
        assertThat(foretold.gone()).as(predicted.out()).contains("ORC-MEM-101 " + full.name()).isSubsetOf(foretold.wrongs());

        Instant started = Instant.now();
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitTrue(SOON, "moves of " + expected.keySet(), () ->
                    scene.restartsSince(tasks).keySet().containsAll(expected.keySet())
                            && expected.keySet().stream().allMatch(this::runsOnFree)
                            && LedgerView.intents(scene.api()).isEmpty());
            assertThat(scene.restartsSince(tasks)).as("the log ends %s", daemon.tail()).isEqualTo(expected);
            LabTask moved = scene.api().running(first).get(0);
            assertThat(measurements.between("relief of " + expected.size() + " services from the start on", started,
                    moved.created())).isGreaterThan(RebalancingScene.SUSTAINED);
            scene.assertQuiet(QUIET, daemon);
            assertThat(daemon.metric("rebalance_attempts_total")).isEqualTo(1);
            assertThat(daemon.metric("rebalance_success_total")).isEqualTo(1);
            assertThat(daemon.metric("rebalance_failures_total")).isZero();
            assertThat(daemon.metric("rebalance_last_duration_seconds")).isPositive();
        }
        Specs.assertSame(before, scene.spec(first));
        assertCameTrue(foretold, tasks, home);
    }

    /** What was told of the swarm after the move is so: to the byte, because the lab's memory follows the tasks exactly. */
    private void assertCameTrue(Foretold foretold, Map<String, List<String>> tasks, OrcastraHome home)
            throws JsonProcessingException {
        assertThat(scene.restartsSince(tasks)).as("restarts").isEqualTo(foretold.restarts());
        assertThat(scene.tasksOnNodes()).as("tasks by node").isEqualTo(foretold.tasks());
        assertThat(scene.memory().used()).as("bytes in use by node").isEqualTo(foretold.usedBytes());
        foretold.downtimes().forEach((service, seconds) -> {
            measurements.note("foretold time without a task", seconds, "s");
            measurements.between("time without a task", ended(service), scene.api().running(service).get(0).since());
        });
        OrcastraHome.Answer after = home.command("dry-run", "--output", "json");
        assertThat(after.exit()).as(after.out()).isZero();
        assertThat(Foretold.of(after).wrongs()).as(after.out()).isEqualTo(foretold.wrongsAfter())
                .doesNotContainAnyElementsOf(foretold.gone());
    }

    /** When the task that was replaced had ended. */
    private Instant ended(String service) {
        return scene.api().tasks(service).get(1).since();
    }

    private boolean runsOnFree(String service) {
        return scene.api().running(service).stream().anyMatch(task -> task.node().equals(free.id()));
    }

    private static List<String> moves(JsonNode report) {
        List<String> moves = new ArrayList<>();
        for (JsonNode step : report.path("execute")) {
            step.path("replacements").forEach(replaced ->
                    moves.add(step.at("/action/subject/name").asText() + " to " + replaced.path("to").asText()));
        }
        return moves;
    }
}
