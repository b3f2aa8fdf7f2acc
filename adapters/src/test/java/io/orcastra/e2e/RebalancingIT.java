package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.e2e.FakeExporters.Answer;
import io.orcastra.engine.simulation.ContradictoryRules;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3, heartbeat = "1s")
@DisplayName("Rebalancing on a real swarm")
class RebalancingIT {

    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";
    private static final Duration SOON = RealTime.PATIENCE;
    /** As long as pressure must last, and a look and a measurement more. */
    private static final Duration PATIENCE = RebalancingScene.SUSTAINED.plusSeconds(4);
    /** How each lie is called. */
    private static final List<Map.Entry<Answer, String>> LIES = List.of(
            Map.entry(Answer.DOWN, "cannot be connected to"), Map.entry(Answer.HANGING, "within 2 s"),
            Map.entry(Answer.GARBAGE, "no exposition of metrics"),
            Map.entry(Answer.NOT_A_NUMBER, "NaN bytes"), Map.entry(Answer.OLD, "4 s is the most"),
            Map.entry(Answer.ZERO_TOTAL, "0 bytes"));
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final SwarmLab lab;
    private final LabNode busy;
    private final LabNode other;
    private RebalancingScene scene;

    RebalancingIT(SwarmLab lab) {
        this.lab = lab;
        this.busy = lab.node(2);
        this.other = lab.node(3);
    }

    @BeforeEach
    void scene() {
        scene = new RebalancingScene(lab, getClass());
    }

    @AfterEach
    void clean() {
        scene.close();
    }

    @Test
    @DisplayName("moves nothing for an exporter that is down, hangs, or tells what cannot be, and says so")
    void liars() {
        String big = scene.service("big", busy, 30);
        scene.memory().node(busy, 62).answer(busy, Answer.DOWN);
        try (OrcastraProcess daemon = scene.impatient().home(RebalancingScene.options(), SHORT, SHORT).run()) {
            for (Map.Entry<Answer, String> lie : LIES) {
                scene.memory().answer(busy, lie.getKey());
                awaitFinding(daemon, lie.getValue());
                double cycles = daemon.metric(CYCLES);
                scene.assertQuiet(PATIENCE, daemon);
                daemon.awaitMetric(SOON, CYCLES, cycles + 2);
                daemon.awaitTrue(SOON, "good health with an exporter that is " + lie, daemon::healthy);
            }
            Map<String, List<String>> tasks = scene.tasks();
            scene.memory().answer(busy, Answer.HONEST);
            daemon.awaitTrue(SOON, "move once memory is known", () -> !scene.nodeOf(big).equals(busy)
                    && scene.restartsSince(tasks).equals(Map.of(big, 1)));
        }
    }

    private void awaitFinding(OrcastraProcess daemon, String words) {
        daemon.awaitLog(SOON, "the memory of " + busy.name() + " is not known", words);
    }

    @Test
    @DisplayName("spreads replicas again when a node has returned empty, one at a time, and leaves data where it is")
    void spreadsAgain() {
        String web = scene.replicas("web");
        String api = scene.replicas("api");
        String data = scene.replicas("data", "--mount", "type=volume,source=" + lab.fresh("volume") + ",target=/data");
        emptied(List.of(web, api, data));
        Map<String, List<String>> tasks = scene.tasks();
        Instant before = Instant.now();
        OrcastraHome home = spreading(SHORT);
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitTrue(SOON, "replicas on every node", () -> scene.spread(web).size() == 3
                    && scene.spread(api).size() == 3 && LedgerView.intents(scene.api()).isEmpty());
            assertThat(scene.restartsSince(tasks)).as("the log ends %s", daemon.tail()).isEqualTo(Map.of(web, 1, api, 1));
            assertOneAtATime(newest(web, before), newest(api, before));
            scene.assertQuiet(SHORT.multipliedBy(4), daemon);
            List.of(web, api).forEach(service -> daemon.awaitLog(SOON, "ORC-SPR-201", "2 replicas of " + service + " sit together",
                    "a stable node has none, and"));
        }
        OrcastraHome.Answer after = home.command("dry-run");
        assertThat(after.exit()).as(after.out()).isZero();
        assertThat(after.out()).contains("because 2 replicas of " + data + " sit together",
                "no: " + data + " keeps data on its node; maybe its owner sets service label orchestration.movable=true  [ORC-GRD-325]");
    }

    private OrcastraHome spreading(Duration stable) {
        return scene.home(RebalancingScene.options() + "  budgets: {moves_per_cycle: 1}\n", SHORT, stable,
                "spread: true");
    }

    /** Kills a node, waits for the replacements of all its tasks, and starts it again; returns when its power came back. */
    private Instant emptied(List<String> replicated) {
        lab.kill(other);
        awaitState("down");
        replicated.forEach(service -> await().atMost(SOON).until(() -> scene.api().running(service).stream()
                .filter(task -> !task.node().equals(other.id())).count() == 3));
        Instant powered = Instant.now();
        lab.start(other);
        awaitState("ready");
        replicated.forEach(service -> await().atMost(SOON).until(() -> !scene.spread(service).containsKey(other.name())));
        return powered;
    }

    private LabTask newest(String service, Instant after) {
        return since(after, service).get(0);
    }

    /** Newest first. */
    private List<LabTask> since(Instant moment, String service) {
        return scene.api().tasks(service).stream().filter(task -> task.created().isAfter(moment)).toList();
    }

    private static void assertOneAtATime(LabTask one, LabTask other) {
        LabTask first = one.created().isBefore(other.created()) ? one : other;
        LabTask second = first == one ? other : one;
        assertThat(second.created()).as("begun after the first one ran").isAfter(first.since());
    }

    @Test
    @DisplayName("moves at most once for memory that goes up and down, and explains why not")
    void flappingMemory() {
        String big = scene.service("big", busy, 10);
        OrcastraHome home = scene.home(RebalancingScene.options(), SHORT, SHORT);
        Map<String, List<String>> tasks = scene.tasks();
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            flap(busy, 66, 77, PATIENCE);
            assertThat(scene.restartsSince(tasks)).as("never high for long; the log ends %s", daemon.tail()).isEmpty();
            daemon.awaitLog(SOON, big, "the pressure has not lasted for " + RebalancingScene.SUSTAINED.toSeconds() + " s yet");
            flap(busy, 72, 77, PATIENCE.multipliedBy(2));
            daemon.awaitTrue(SOON, "one move", () -> scene.restartsSince(tasks).equals(Map.of(big, 1)));
            LabNode reached = scene.nodeOf(big);
            lab.nodes().forEach(node -> scene.memory().node(node, node.equals(busy) ? 30 : 75));
            flap(reached, 72, 77, PATIENCE.multipliedBy(2));
            daemon.awaitTrue(SOON, "an explanation why not", () -> Stream.of("[ORC-MEM-201]", "[ORC-PLN-023]",
                    busy.name() + " is no target: it was moved away from there for the same cause")
                    .allMatch(home.command("explain", big).out()::contains));
            assertThat(scene.restartsSince(tasks)).as("the log ends %s", daemon.tail()).isEqualTo(Map.of(big, 1));
        }
    }

    /** Every look sees another memory of that node, of which what runs there uses more. */
    private void flap(LabNode node, double low, double high, Duration time) {
        Instant end = Instant.now().plus(time);
        boolean[] up = {false};
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1500)).atMost(time.plusSeconds(20)).until(() -> {
            up[0] = !up[0];
            scene.memory().node(node, up[0] ? high : low);
            return Instant.now().isAfter(end);
        });
    }

    @Test
    @DisplayName("moves once when a node that flaps five times has come to rest")
    void flappingNode() {
        String web = scene.replicas("web");
        Duration stable = Duration.ofSeconds(15);
        OrcastraHome home = spreading(stable);
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            List<Instant> returned = new ArrayList<>();
            for (int flap = 0; flap < 5; flap++) {
                returned.add(emptied(List.of(web)));
            }
            daemon.awaitTrue(SOON, "replicas on every node", () -> scene.spread(web).size() == 3);
            scene.assertQuiet(stable.plus(SHORT), daemon);
            daemon.awaitTrue(SOON, "nothing to be wished", () -> home.command("explain", web).out().contains("nothing is wished"));
            assertThat(since(returned.get(4), web)).as("tasks made since; the log ends %s", daemon.tail()).hasSize(1);
            assertThat(begun(daemon)).as("the log ends %s", daemon.tail()).isNotEmpty().noneMatch(begun -> returned.stream()
                    .anyMatch(back -> begun.isAfter(back) && begun.isBefore(back.plus(stable))));
        }
    }

    /** When moves were begun to spread replicas, those that came to nothing too. */
    private static List<Instant> begun(OrcastraProcess daemon) {
        return daemon.log().stream().filter(line -> line.contains("ORC-SPR-201") && line.contains("\"Planned\""))
                .map(line -> Instant.ofEpochMilli(Long.parseLong(line.replaceFirst("^\\{\"timestamp\":(\\d+),.*", "$1")))).toList();
    }

    @Test
    @DisplayName("moves once for each of two custom rules that contradict each other, and says so")
    void contradiction() {
        String torn = scene.service("torn", busy, 5, "--label", "wanted.east=" + busy.name(),
                "--label", "wanted.west=" + other.name());
        OrcastraHome home = scene.home(RebalancingScene.options(), SHORT, SHORT)
                .rules("torn.drl", ContradictoryRules.drl());
        Map<String, List<String>> tasks = scene.tasks();
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitLog(SOON, torn, "maybe two rules contradict each other");
            scene.assertQuiet(SHORT.multipliedBy(5), daemon);
            assertThat(scene.restartsSince(tasks)).as("the log ends %s", daemon.tail()).isEqualTo(Map.of(torn, 2));
            assertThat(scene.nodeOf(torn)).isEqualTo(busy);
        }
    }

    @Test
    @DisplayName("gives a service up that fails to start on its preferred node, and says so; it runs on where it ran")
    void movesInVain() {
        // started first, so that neither failure waits for a task to stop, and healthy before it is taken for running, which what
        // ends at once may be for a moment
        String app = scene.service("app", busy, 5, "--label", "orchestration.preferred.node=" + other.name(),
                "--env", "NODE={{.Node.Hostname}}", "--env", "CRASH_ON_HOST=" + other.name(), "--update-order", "start-first",
                "--health-cmd", "true", "--health-interval", "500ms");
        String task = scene.api().running(app).get(0).id();
        JsonNode spec = scene.spec(app);
        OrcastraHome home = scene.home(RebalancingScene.options(), Duration.ofMillis(500), Duration.ofMillis(500));
        try (OrcastraProcess daemon = home.run()) {
            daemon.awaitLog(SOON, "2 moves of " + app + " to a better place have failed", "a task failed");
            OrcastraHome.Answer after = home.command("dry-run");
            assertThat(after.exit()).as(after.out()).isZero();
            assertThat(after.out()).contains("given up: 2 moves of it have failed for the same cause", "[ORC-REB-310]", "ORC-REB-402");
            assertThat(daemon.log()).as("moves that failed").filteredOn(line -> line.contains("Action finished")
                    && line.contains("{\"result\":\"failed\"}")).hasSize(2);
        }
        assertThat(scene.api().running(app)).extracting(LabTask::id).containsExactly(task);
        assertThat(scene.nodeOf(app)).isEqualTo(busy);
        assertThat(scene.spec(app)).isEqualTo(spec);
    }

    private void awaitState(String state) {
        await().atMost(SOON).until(() -> scene.api().get("/nodes/" + other.id()).at("/Status/State").asText().equals(state));
    }
}
