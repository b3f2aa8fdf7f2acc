package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraHome.Answer;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * An hour in the campaign. Ten minutes of it are the gate's fixture, recorded anew by
 * {@code -Dorcastra.recorded.minutes=10 -Dorcastra.recorded.to=src/test/resources/recorded}.
 */
@WithSwarmLab(nodes = 3)
@EnabledIfSystemProperty(named = "orcastra.recorded.minutes", matches = "[1-9]\\d*", disabledReason = "only in -Pcampaign")
@DisplayName("What a daemon recorded on a real swarm")
class RecordedTimeIT {

    private static final Duration SOON = RealTime.PATIENCE;
    private static final Duration STABLE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_FAILURES = Duration.ofMinutes(5);

    private final Duration length = Duration.ofMinutes(Integer.getInteger("orcastra.recorded.minutes", 10));
    private final String to = System.getProperty("orcastra.recorded.to", "");
    private final Measurements measurements = new Measurements(getClass());
    private final SwarmLab lab;
    private final LabNode full;
    private final RebalancingScene scene;
    private final Deployment stack;

    @TempDir
    private Path state;

    RecordedTimeIT(SwarmLab lab) {
        this.lab = lab;
        full = lab.node(3);
        scene = new RebalancingScene(lab, getClass());
        stack = new Deployment(lab);
    }

    @AfterEach
    void clean() {
        scene.close();
        stack.remove();
    }

    @Test
    @DisplayName("replays to exactly its decisions, and with a higher threshold to one move less")
    void replaysExactly() throws IOException {
        stack.createAnchor(Deployment.on(lab.node(2), RebalancingScene.IMAGE));
        stack.createDisplaced("web", full, RebalancingScene.IMAGE);
        String big = scene.service("big", full, 30);
        scene.service("small", full, 5);
        scene.memory().node(lab.node(1), 65).node(lab.node(2), 20).node(full, 57);
        OrcastraHome home = home();

        Instant began = Instant.now();
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitTrue(SOON.multipliedBy(2), "the move for memory", () -> !scene.nodeOf(big).equals(full));
            for (Instant next = Instant.now(); next.isBefore(began.plus(length)); next = next.plus(BETWEEN_FAILURES)) {
                stack.crash(stack.anchor());
                awaitTime(daemon, next.plus(BETWEEN_FAILURES), began.plus(length));
            }
            daemon.terminate();
        }
        assertReplays(home, big);
        keep();
    }

    private void assertReplays(OrcastraHome home, String big) throws JsonProcessingException {
        Instant began = Instant.now();
        Answer same = home.command("replay", "--since", "1d");
        measurements.between("replay of " + length.toMinutes() + " min", began, Instant.now());
        assertThat(same.exit()).as(same.out() + same.errors()).isZero();
        assertThat(same.out()).contains("Every decision is the same.");

        Answer higher = home.command("replay", "--since", "1d", "--output", "json", "--config",
                home("memory_threshold_percent: 94").config().toString());
        assertThat(higher.exit()).as(higher.errors()).isEqualTo(3);
        List<String> done = new ArrayList<>();
        for (JsonNode one : new ObjectMapper().readTree(higher.out()).path("differences")) {
            if (one.path("acts").asBoolean()) {
                done.add(one.path("kind").asText() + " " + one.path("what").asText());
            }
        }
        assertThat(done).singleElement().asString().startsWith("gone move").contains(big);
    }

    private OrcastraHome home(String... more) {
        return scene.home(stack.yaml("restart_dependents: true"), RebalancingScene.COOLDOWN, STABLE, more).with("STATE_DIR", state.toString());
    }

    private static void awaitTime(OrcastraProcess daemon, Instant wanted, Instant end) {
        Instant until = wanted.isBefore(end) ? wanted : end;
        await().atMost(BETWEEN_FAILURES.plusMinutes(1)).pollInterval(Duration.ofSeconds(1))
                .failFast("the daemon has ended", () -> !daemon.alive()).until(() -> !Instant.now().isBefore(until));
    }

    private void keep() throws IOException {
        if (to.isEmpty()) {
            return;
        }
        Path kept = Files.createDirectories(Path.of(to).resolve("record"));
        for (Path old : files(kept)) {
            Files.delete(old);
        }
        for (Path segment : files(state.resolve("record"))) {
            Files.copy(segment, kept.resolve(segment.getFileName()));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
