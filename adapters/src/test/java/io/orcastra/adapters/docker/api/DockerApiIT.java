package io.orcastra.adapters.docker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.File;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 2, heartbeat = "1s")
@DisplayName("Talking to a real engine")
class DockerApiIT {

    private LabNode manager;
    private DockerApi api;

    @BeforeEach
    void open(SwarmLab lab) {
        manager = lab.node(1);
        api = new DockerApi(DockerEndpoint.ofSocket(manager.socket()), ApiListener.NOOP, RealTime.CLOCK,
                Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    @DisplayName("a write with a stale version is a conflict and changes nothing")
    void knowsAStaleVersion(SwarmLab lab) {
        JsonNode before = writeNode();
        String path = "/nodes/" + manager.id() + "/update?version=" + before.path("Version").path("Index").asLong();
        ObjectNode spec = before.path("Spec").deepCopy();
        ((ObjectNode) spec.path("Labels")).put("second", "true");

        assertThatThrownBy(() -> api.post(path, spec)).isInstanceOf(VersionConflict.class);

        assertThat(api.get("/nodes/" + manager.id()).path("Spec").path("Labels").has("second")).isFalse();
    }

    @Test
    @DisplayName("what does not exist, is refused or belongs on a manager has an exception of its own")
    void tellsFailuresApart(SwarmLab lab) {
        assertThatThrownBy(() -> api.get("/services/nosuchservice")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> api.get("/tasks" + Filters.with("desired-state", "bogus").query()))
                .isInstanceOfSatisfying(DockerRefused.class, refused -> assertThat(refused.answer()).contains("bogus"));
        try (DockerApi worker = new DockerApi(DockerEndpoint.ofSocket(lab.node(2).socket()), ApiListener.NOOP, RealTime.CLOCK)) {
            assertThatThrownBy(() -> worker.get("/services")).isInstanceOf(NotASwarmManager.class);
        }
    }

    @Test
    @DisplayName("a frozen engine costs the deadline and no more, and answers again when it thaws")
    void boundsAFrozenEngine(SwarmLab lab) {
        api.get("/nodes");
        lab.freeze(manager);
        try {
            long started = System.nanoTime();
            assertThatThrownBy(() -> api.get("/nodes")).isInstanceOf(DockerUnavailable.class)
                    .hasMessageContaining("within 2000 ms");
            // the thaw comes after; a busy machine may let the test hear of it late
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
        } finally {
            lab.thaw(manager);
        }
        awaitAnswer();
    }

    @Test
    @DisplayName("the engine's restart is survived by reads and by the first write after it")
    void survivesARestart(SwarmLab lab) {
        api.get("/nodes");

        lab.restartEngine(manager);
        awaitAnswer();

        writeNode();
    }

    /** The node as it was before it was written, in vain as often as Swarm itself wrote it meanwhile. */
    private JsonNode writeNode() {
        String path = "/nodes/" + manager.id();
        return await().atMost(RealTime.PATIENCE).ignoreExceptionsInstanceOf(VersionConflict.class).until(() -> {
            JsonNode node = api.get(path);
            api.post(path + "/update?version=" + node.path("Version").path("Index").asLong(), node.path("Spec"));
            return node;
        }, node -> true);
    }

    @Test
    @DisplayName("many requests leave no connection and no thread behind")
    void leaksNothing(SwarmLab lab) {
        int before = openFiles();
        for (int i = 0; i < 200; i++) {
            api.get("/nodes");
            assertThatThrownBy(() -> api.get("/services/none")).isInstanceOf(NotFound.class);
        }
        await().atMost(RealTime.PATIENCE).untilAsserted(() -> {
            assertThat(openFiles()).isLessThan(before + 10);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("docker-api")).hasSizeLessThan(5);
        });
    }

    @Test
    @DisplayName("events call back on connecting, after each change and after each reconnection, and never once closed")
    void hearsEvents(SwarmLab lab) {
        AtomicInteger looks = new AtomicInteger();
        try (SwarmEvents events = SwarmEvents.listen(DockerEndpoint.ofSocket(manager.socket()), RealTime.CLOCK, looks::incrementAndGet)) {
            await().atMost(RealTime.PATIENCE).untilAsserted(() -> assertThat(looks).hasPositiveValue());

            int connected = looks.get();
            new LabServices(lab).create("heard", "lab/plain:1");
            await().atMost(RealTime.PATIENCE).untilAsserted(() -> assertThat(looks.get()).isGreaterThan(connected));

            int before = looks.get();
            lab.kill(manager);
            lab.start(manager);
            await().atMost(RealTime.PATIENCE).untilAsserted(() -> assertThat(looks.get()).isGreaterThan(before));
        }
        int atClose = looks.get();
        awaitAnswer();
        new LabServices(lab).create("unheard", "lab/plain:1");
        assertThat(looks).hasValue(atClose);
    }

    @Test
    @DisplayName("events come again after the engine was frozen for longer than a stream lives")
    void outlivesAFrozenStream(SwarmLab lab) {
        AtomicInteger looks = new AtomicInteger();
        try (SwarmEvents events = SwarmEvents.listen(
                DockerEndpoint.ofSocket(manager.socket()), RealTime.CLOCK, looks::incrementAndGet, Duration.ofSeconds(1))) {
            await().atMost(RealTime.PATIENCE).untilAsserted(() -> assertThat(looks).hasPositiveValue());
            lab.freeze(manager);
            AtomicInteger frozen = new AtomicInteger();
            await().atMost(RealTime.PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> {
                int now = looks.get();
                return frozen.getAndSet(now) == now;
            });
            lab.thaw(manager);
            await().atMost(RealTime.PATIENCE).untilAsserted(() -> assertThat(looks.get()).isGreaterThan(frozen.get()));
        }
    }

    private void awaitAnswer() {
        await().atMost(RealTime.PATIENCE).ignoreExceptionsInstanceOf(DockerFailure.class)
                .until(() -> api.get("/nodes/" + manager.id()).path("Status").path("State").asText().equals("ready"));
    }

    private static int openFiles() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }
}
