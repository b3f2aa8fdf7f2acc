package io.orcastra.adapters.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.agent.Chores;
import io.orcastra.adapters.agent.FirstSeen;
import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.engine.port.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent beside an engine that has no room left to write down what it does. */
class FullDiskTest {
    private static final String OLD = "a".repeat(64);
    private static final String IMAGE = "GET /v1.41/images/sha256:" + OLD + "/json";

    private final Clock clock = Clock.of(() -> Instant.ofEpochSecond(1_000_000), () -> 0);
    private final RecordedEngine engine = RecordedEngine.start();
    private final DockerApi api = new DockerApi(engine.endpoint(), ApiListener.NOOP, clock);

    @TempDir
    private Path folder;
    private Chores chores;

    @BeforeEach
    void start() {
        engine.answer("GET /v1.41/containers/json", 200, "[]");
        engine.answer(IMAGE, 200, image("[\"web:1\"]"));
        chores = new Chores(api, new FirstSeen(folder.resolve("seen.json"), clock), Duration.ZERO, Set.of(), clock);
    }

    @AfterEach
    void close() {
        api.close();
        engine.close();
    }

    private static String image(String names) {
        return "{\"RepoTags\": " + names + ", \"Metadata\": {\"LastTagTime\": \"0001-01-01T00:00:00Z\"}}";
    }

    @Test
    void anImageOnAFullDiskGoesOnceItHasLostItsName() {
        engine.answerOnce("DELETE /v1.41/images/sha256:" + OLD, 500,
                "{\"message\": \"write /var/lib/docker/image/overlay2/.tmp-repositories.json1: no space left on device\"}");
        engine.answer("DELETE /v1.41/images/sha256:" + OLD, 200, "[]");

        assertThat(chores.done("/storage/image/" + OLD).orElseThrow()).contains("done");
        engine.answer("DELETE /v1.41/images/sha256:" + OLD, 500, "{\"message\": \"no space left on device\"}");
        assertThat(chores.done("/storage/image/" + OLD).orElseThrow()).contains("failed", "no space left on device");
        engine.answer("DELETE /v1.41/images/sha256:" + OLD, 500, "{\"message\": \"busy\"}");
        assertThat(chores.done("/storage/image/" + OLD).orElseThrow()).contains("failed", "busy");
        assertThat(engine.requests()).filteredOn(("DELETE /v1.41/images/sha256:" + OLD)::equals).hasSize(5);
    }

    @ParameterizedTest(name = "it is there after the last of its names: {0}")
    @ValueSource(booleans = {true, false})
    void anImageWhoseFirstNameStayedIsNotCalledGoneWhileItIsThere(boolean isThere) {
        engine.answerOnce(IMAGE, 200, image("[\"web:1\", \"web:old\"]"));
        engine.answer(IMAGE, isThere ? 200 : 404, image("[\"web:1\"]"));
        engine.answer("DELETE /v1.41/images/web:1", 500, "{\"message\": \"no space left on device\"}");
        engine.answer("DELETE /v1.41/images/web:old", 200, "[]");
        engine.answer("DELETE /v1.41/images/sha256:" + OLD, 200, "[]");

        assertThat(chores.done("/storage/image/" + OLD).orElseThrow()).contains("done");
        assertThat(engine.requests()).filteredOn(("DELETE /v1.41/images/sha256:" + OLD)::equals).hasSize(isThere ? 1 : 0);
    }

    @ParameterizedTest(name = "no room for {0}")
    @ValueSource(strings = {"nothing", "web:1", "web:2", "web:3"})
    void anImageWithThreeNamesIsAskedForByEachAndByItselfWhereOneFoundNoRoom(String full) {
        List<String> names = List.of("web:1", "web:2", "web:3");
        engine.answer(IMAGE, 200, image("[\"web:1\", \"web:2\", \"web:3\"]"));
        names.forEach(name -> engine.answer("DELETE /v1.41/images/" + name, name.equals(full) ? 500 : 200,
                name.equals(full) ? "{\"message\": \"no space left on device\"}" : "[]"));
        engine.answer("DELETE /v1.41/images/sha256:" + OLD, 200, "[]");

        assertThat(chores.done("/storage/image/" + OLD).orElseThrow()).contains("done");
        assertThat(engine.requests()).filteredOn(request -> request.startsWith("DELETE ")).extracting(request -> request.substring(21))
                .containsExactlyElementsOf(Stream.concat(names.stream(),
                        full.equals("nothing") ? Stream.empty() : Stream.of("sha256:" + OLD)).toList());
    }
}
