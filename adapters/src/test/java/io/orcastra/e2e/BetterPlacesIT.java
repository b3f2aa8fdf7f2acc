package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3, heartbeat = "1s")
@DisplayName("Better places on a real swarm")
class BetterPlacesIT {

    private static final Duration SOON = RealTime.PATIENCE;
    private static final Duration REST = Duration.ofSeconds(1);
    /** Four times as long after the second loss, which is time enough to ask why. */
    private static final Duration STABLE = Duration.ofSeconds(4);
    private static final int LONGER = 4;
    /** Two losses within half a minute are one. */
    private static final Duration APART = Duration.ofSeconds(32);

    private final Measurements measurements = new Measurements(getClass());
    private final SwarmLab lab;
    private final LabNode better;
    private RebalancingScene scene;

    BetterPlacesIT(SwarmLab lab) {
        this.lab = lab;
        this.better = lab.node(3);
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
    @DisplayName("draw all replicas, one after another, and later each time their node was lost again")
    void drawAllReplicas() {
        lab.nodes().forEach(node -> lab.docker(lab.node(1), "node", "update", "--label-add",
                "tier=" + (node.equals(better) ? "large" : "small"), node.name()));
        OrcastraHome home = scene.home(RebalancingScene.options() + "  cooldown_seconds: 1\n", REST, STABLE);
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            Instant lost = lose();
            Instant back = giveBack();
            String web = scene.replicas("web", "--label", "orchestration.preferred.node=" + better.name());
            String api = scene.replicas("api", "--label", "orchestration.tier=large");
            Map<String, List<String>> tasks = scene.tasks();
            awaitGathered(daemon, web, api);
            assertThat(scene.restartsSince(tasks)).as("the log ends %s", daemon.tail()).isEqualTo(Map.of(web, 2, api, 2));
            assertOneAfterAnother(web, tasks);
            assertOneAfterAnother(api, tasks);
            assertTrusted(back, STABLE, web, tasks);

            Duration trusted = STABLE.multipliedBy(LONGER);
            scene.assertQuiet(Duration.between(Instant.now(), lost.plus(APART)), daemon);
            lose();
            awaitRefuge(web, api);
            back = giveBack();
            tasks = scene.tasks();
            String why = "it was lost 2 times, each less than a day after the one before, and has not been up for "
                    + trusted.toSeconds() + " s since";
            daemon.awaitLog(SOON, web, why);
            assertThat(home.command("explain", web).out()).contains(better.name() + "  is no target: " + why);
            awaitGathered(daemon, web, api);
            assertThat(scene.restartsSince(tasks)).as("the log ends %s", daemon.tail()).isEqualTo(Map.of(web, 3, api, 3));
            assertTrusted(back, trusted, web, tasks);
        }
    }

    /** Until Swarm has started all replicas elsewhere. */
    private void awaitRefuge(String... services) {
        List.of(services).forEach(service -> await().atMost(SOON).until(() -> scene.api().running(service).stream()
                .filter(task -> !task.node().equals(better.id())).count() == lab.nodes().size()));
    }

    private void awaitGathered(OrcastraProcess daemon, String... services) {
        daemon.awaitTrue(SOON, "all replicas at " + better.name(), () -> List.of(services).stream()
                .allMatch(service -> scene.spread(service).equals(Map.of(better.name(), 3L)))
                && LedgerView.intents(scene.api()).isEmpty());
    }

    private void assertOneAfterAnother(String service, Map<String, List<String>> before) {
        List<LabTask> come = come(service, before);
        for (int i = 1; i < come.size(); i++) {
            assertThat(come.get(i).created()).as("begun after the one before ran").isAfter(come.get(i - 1).since());
        }
    }

    /** Oldest first. */
    private List<LabTask> come(String service, Map<String, List<String>> before) {
        return scene.api().tasks(service).stream().filter(task -> !before.get(service).contains(task.id()))
                .sorted(Comparator.comparing(LabTask::created)).toList();
    }

    /** @param back when the manager held the node for ready again */
    private void assertTrusted(Instant back, Duration trusted, String service, Map<String, List<String>> before) {
        assertThat(measurements.between("a node trusted after " + trusted.toSeconds() + " s is back → first task moved there",
                back, come(service, before).get(0).created())).isGreaterThan(trusted);
    }

    /** Returns when it was seen to be down. */
    private Instant lose() {
        lab.kill(better);
        return awaitState("down");
    }

    private Instant giveBack() {
        lab.start(better);
        return awaitState("ready");
    }

    private Instant awaitState(String state) {
        await().atMost(SOON).until(() -> scene.api().get("/nodes/" + better.id()).at("/Status/State").asText().equals(state));
        return Instant.parse(scene.api().get("/nodes/" + better.id()).at("/UpdatedAt").asText());
    }
}
