package io.orcastra.adapters.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.engine.port.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {
    private static final String DELETED = "DELETE /v1.41/volumes/";
    private static final Duration GRACE = Duration.ofHours(3);
    private static final Clock CLOCK = Clock.of(() -> Instant.parse("2026-01-02T00:00:00Z"), () -> 0);

    @TempDir
    private Path folder;
    private final RecordedEngine engine = RecordedEngine.start();
    private final DockerApi api = new DockerApi(engine.endpoint(), ApiListener.NOOP, CLOCK);

    private Answer removed(String volume) {
        return new Removal(api, new FirstSeen(folder.resolve("seen"), CLOCK), GRACE, Set.of("cache", "fresh"), CLOCK).of("volume", volume);
    }

    @BeforeEach
    void volumes() {
        volume("cache", "2026-01-01T00:00:00Z");
        volume("caches", "2026-01-01T00:00:00Z");
        volume("fresh", "2026-01-01T23:00:00Z");
    }

    @AfterEach
    void close() {
        api.close();
        engine.close();
    }

    private void volume(String name, String made) {
        engine.answer("GET /v1.41/volumes/" + name, 200, "{\"Labels\": {\"com.docker.stack.namespace\": \"shop\"}, \"CreatedAt\": \""
                + made + "\"}");
        engine.answer(DELETED + name, 204, "");
    }

    @Test
    @DisplayName("A volume with a name goes where the agent was given that name")
    void aNamedVolumeGoes() {
        assertThat(removed("cache").isDone()).isTrue();
        assertThat(engine.requests()).contains(DELETED + "cache");
    }

    @Test
    @DisplayName("Another one is left whoever asks, and a young one as well")
    void othersAreLeft() {
        assertThat(removed("caches")).satisfies(answer -> {
            assertThat(answer.isLeft()).isTrue();
            assertThat(answer.message()).contains("a volume with a name", "GC_INCLUDE_VOLUMES");
        });
        assertThat(removed("fresh").isLeft()).isTrue();
        assertThat(engine.requests()).noneMatch(request -> request.startsWith("DELETE"));
    }
}
