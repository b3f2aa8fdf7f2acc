package io.orcastra.lab;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** The raw answers of one engine, in its newest API version: what the tests take as the truth. */
public final class EngineApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DockerHttpClient http;

    EngineApi(Path socket) {
        this.http = new ApacheDockerHttpClient.Builder().dockerHost(URI.create("unix://" + socket)).build();
    }

    /** The answer to {@code GET path}. Throws {@link LabFailure} on any other status than 200. */
    public JsonNode get(String path) {
        return send(Request.builder().method(Request.Method.GET).path(path).build());
    }

    /** The answer to {@code POST path} with that body. Throws {@link LabFailure} on a status of 300 or more. */
    public JsonNode post(String path, JsonNode body) {
        return send(Request.builder().method(Request.Method.POST).path(path)
                .putHeader("Content-Type", "application/json")
                .body(new ByteArrayInputStream(body.toString().getBytes(StandardCharsets.UTF_8))).build());
    }

    /** Edits the spec of what lies at that path, again where somebody else has written it meanwhile: then nothing was changed. */
    public void update(String path, Consumer<ObjectNode> edit) {
        await().pollDelay(Duration.ZERO).atMost(RealTime.PATIENCE).ignoreExceptionsMatching(EngineApi::cameLate).until(() -> {
            JsonNode object = get(path);
            ObjectNode spec = (ObjectNode) object.path("Spec");
            edit.accept(spec);
            return post(path + "/update?version=" + object.at("/Version/Index").asLong(), spec);
        }, done -> true);
    }

    private static boolean cameLate(Throwable failure) {
        return failure instanceof LabFailure && failure.getMessage().contains("update out of sequence");
    }

    /** A service as the engine tells it, by name or id. */
    public JsonNode service(String service) {
        return get("/services/" + service);
    }

    /** All tasks of a service, ended ones included, newest first. */
    public List<LabTask> tasks(String service) {
        JsonNode answer = get("/tasks?filters=" + encode("{\"service\":[\"" + service + "\"]}"));
        return StreamSupport.stream(answer.spliterator(), false).map(LabTask::of)
                .sorted(LabTask.NEWEST_FIRST).toList();
    }

    /** Tasks that are desired running and observed running. Whether their node is ready is not looked at. */
    public List<LabTask> running(String service) {
        return tasks(service).stream().filter(LabTask::running).toList();
    }

    /** The same of all services. */
    public List<LabTask> running() {
        return StreamSupport.stream(get("/tasks").spliterator(), false).map(LabTask::of).filter(LabTask::running).toList();
    }

    /** Names of the labels of a node. */
    public List<String> nodeLabels(String nodeId) {
        List<String> names = new ArrayList<>();
        get("/nodes/" + nodeId).path("Spec").path("Labels").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The value of a node's label. */
    public Optional<String> nodeLabel(String nodeId, String label) {
        return Optional.ofNullable(get("/nodes/" + nodeId).path("Spec").path("Labels").get(label))
                .map(JsonNode::asText);
    }

    private JsonNode send(Request request) {
        try (Response response = http.execute(request)) {
            String body = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            if (response.getStatusCode() >= 300) {
                throw new LabFailure(request.method() + " " + request.path() + ": " + response.getStatusCode() + " " + body);
            }
            return JSON.readTree(body.isBlank() ? "{}" : body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
