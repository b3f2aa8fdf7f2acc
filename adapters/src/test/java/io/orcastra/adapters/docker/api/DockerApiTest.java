package io.orcastra.adapters.docker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.lab.RealTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Requests to the engine")
class DockerApiTest {

    private static final String UPDATE = "/services/abc/update";

    private final List<String> told = new CopyOnWriteArrayList<>();
    private RecordedEngine engine;
    private DockerApi api;

    @BeforeEach
    void start() {
        engine = RecordedEngine.start();
        api = new DockerApi(engine.endpoint(),
                (method, path, status, duration) -> told.add(method + " " + path + " " + status), RealTime.CLOCK);
    }

    @AfterEach
    void stop() {
        api.close();
        engine.close();
    }

    @Test
    @DisplayName("go out in the engine's own newest version, asked for once")
    void useTheEnginesOwnVersion() {
        api.get("/nodes");
        api.get("/nodes?filters=x");

        assertThat(engine.requests()).containsExactly("GET /version", "GET /v1.41/nodes", "GET /v1.41/nodes");
        assertThat(told).containsExactly("GET /version 200", "GET /nodes 200", "GET /nodes 200");
    }

    @Test
    @DisplayName("ask for the version again when the engine no longer takes it")
    void askForTheVersionAgain() {
        engine.answer("GET /v1.41/info", 400, "{\"message\":\"client version 1.41 is too old. Minimum is 1.44\"}");
        assertThatThrownBy(() -> api.get("/info")).isInstanceOf(DockerRefused.class);
        engine.answer("GET /version", 200, "{\"ApiVersion\":\"1.51\"}");
        engine.answer("GET /v1.51/info", 200, "{\"ID\":\"x\"}");

        assertThat(api.get("/info").path("ID").asText()).isEqualTo("x");
        assertThat(api.version()).isEqualTo("1.51");
    }

    @Test
    @DisplayName("read lists element by element")
    void readLists() {
        assertThat(api.list("/nodes", node -> node.path("Spec").path("Role").asText()))
                .containsExactlyInAnyOrder("manager", "worker", "worker");
        engine.answer("GET /v1.41/nodes", 200, "null");
        assertThat(api.list("/nodes", node -> node)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"ID\":\"a\"},{\"ID\":", "{\"ID\":\"a\"}", "<html>", ""})
    @DisplayName("that are answered with half a list have no answer at all")
    void refuseHalfAList(String body) {
        engine.answer("GET /v1.41/nodes", 200, body);

        assertThatThrownBy(() -> api.list("/nodes", node -> node)).isInstanceOf(DockerUnavailable.class)
                .hasMessageContaining("GET /v1.41/nodes");
    }

    @Test
    @DisplayName("tell a stale version from other failures with the same status")
    void knowAVersionConflict() {
        engine.answer("POST /v1.41" + UPDATE, 500, "{\"message\":\"rpc error: code = Unknown desc = update out of sequence\"}");
        assertThatThrownBy(this::update).isInstanceOf(VersionConflict.class);

        engine.answer("POST /v1.41" + UPDATE, 500, "{\"message\":\"rpc error: code = DeadlineExceeded desc = context deadline exceeded\"}");
        assertThatThrownBy(this::update).isInstanceOf(DockerUnavailable.class);

        engine.answer("POST /v1.41" + UPDATE, 500,
                "{\"message\":\"rpc error: code = Unknown desc = raft: raft message is too large and can't be sent\"}");
        assertThatThrownBy(this::update).isInstanceOf(DockerRefused.class);

        engine.answer("POST /v1.41" + UPDATE, 404, "{\"message\":\"service abc not found\"}");
        assertThatThrownBy(this::update).isInstanceOf(NotFound.class);
    }

    @Test
    @DisplayName("carry status and words of a refusal, and never what was sent")
    void carryTheRefusal() {
        engine.answer("POST /v1.41" + UPDATE, 501, "{\"message\":\"service mode change is not allowed\"}");

        assertThatThrownBy(this::update).isInstanceOfSatisfying(DockerRefused.class, refused -> {
            assertThat(refused.status()).isEqualTo(501);
            assertThat(refused.answer()).isEqualTo("service mode change is not allowed");
            assertThat(refused).hasMessageNotContaining("hunter2");
        });
        assertThat(told).last().isEqualTo("POST " + UPDATE + " 501");
    }

    @Test
    @DisplayName("say when the engine is no manager, and send a write only once")
    void knowAWorker() {
        engine.answer("POST /v1.41" + UPDATE, 503, "{\"message\":\"This node is not a swarm manager. Use \\\"docker swarm init\\\"\"}");

        assertThatThrownBy(this::update).isInstanceOf(NotASwarmManager.class).hasMessageContaining("\nMaybe ");

        assertThat(engine.requests()).filteredOn(request -> request.startsWith("POST")).hasSize(1);
    }

    @Test
    @DisplayName("take an empty answer for a missing one")
    void takeAnEmptyAnswer() {
        engine.answer("POST /v1.41" + UPDATE, 200, "");
        engine.answer("DELETE /v1.41/configs/x", 204, "");

        assertThat(api.post(UPDATE, JsonNodeFactory.instance.objectNode()).isMissingNode()).isTrue();
        api.delete("/configs/x");

        assertThat(told).contains("POST " + UPDATE + " 200", "DELETE /configs/x 204");
    }

    @Test
    @DisplayName("say that nobody answers, where, and what may be the reason")
    void sayThatNobodyAnswers() {
        engine.close();

        assertThatThrownBy(() -> api.get("/nodes")).isInstanceOf(DockerUnavailable.class)
                .hasMessageContaining(engine.endpoint().toString()).hasMessageContaining("\nMaybe ");
        assertThat(told).containsExactly("GET /version 0");
    }

    @Test
    @DisplayName("end in the same way after the connection was closed here")
    void endAfterClose() {
        api.close();

        assertThatThrownBy(() -> api.get("/nodes")).isInstanceOf(DockerUnavailable.class);
    }

    private void update() {
        api.post(UPDATE + "?version=3", JsonNodeFactory.instance.objectNode().put("Env", "PASSWORD=hunter2"));
    }
}
