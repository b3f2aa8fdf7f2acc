package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * An engine with the one service {@code svc} of one task, which begins on node {@code source} and fails on node {@code target}.
 * A write to the service is done at once.
 */
final class OneServiceSwarm implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IMAGE = "lab/plain:1@sha256:3975e6d35bf869f8e59c0edcec9ca0510e26f18d771d287759c43f5b4c8243af";

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<ObjectNode> tasks = new ArrayList<>();
    private final IntPredicate withoutLeader;
    private JsonNode spec = JSON.readTree("""
            {"Name": "svc", "Mode": {"Replicated": {"Replicas": 1}}, "TaskTemplate": {"ContainerSpec": {"Image": "%s"}}}
            """.formatted(IMAGE));
    private int version = 1;
    private int writes;

    /** @param withoutLeader which writes are refused, counted from 1 */
    OneServiceSwarm(IntPredicate withoutLeader) throws IOException {
        this.withoutLeader = withoutLeader;
        start("source", "running", "");
        server.createContext("/", this::serve);
        server.start();
    }

    DockerEndpoint endpoint() {
        return new DockerEndpoint(URI.create("tcp://127.0.0.1:" + server.getAddress().getPort()), Optional.empty(), "one service");
    }

    synchronized JsonNode spec() {
        return spec;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        JsonNode sent = JSON.readTree(exchange.getRequestBody());
        String path = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+", "");
        boolean refused = path.endsWith("/update") && withoutLeader.test(++writes);
        if (path.endsWith("/update") && !refused) {
            write(sent);
        }
        byte[] body = JSON.writeValueAsBytes(refused ? message() : answer(path));
        exchange.sendResponseHeaders(refused ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static ObjectNode message() {
        return JsonNodeFactory.instance.objectNode().put("message", "The swarm does not have a leader.");
    }

    private JsonNode answer(String path) throws IOException {
        return switch (path) {
            case "/version" -> JSON.readTree("{\"ApiVersion\": \"1.41\"}");
            case "/nodes" -> JsonNodeFactory.instance.arrayNode().add(node("source")).add(node("target"));
            case "/tasks" -> copy(tasks);
            case "/services/svc" -> service();
            case "/services" -> JsonNodeFactory.instance.arrayNode().add(service());
            default -> JsonNodeFactory.instance.objectNode();
        };
    }

    private static ArrayNode copy(List<ObjectNode> tasks) throws IOException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        all.addAll(tasks);
        return all.add(JSON.readTree("""
                {"ID": "other", "NodeID": "target", "DesiredState": "shutdown", "Spec": {"ContainerSpec": {"Image": "%s"}},
                 "Status": {"State": "shutdown", "ContainerStatus": {"ContainerID": "c"}}, "ServiceID": "another"}
                """.formatted(IMAGE)));
    }

    private JsonNode node(String id) throws IOException {
        return JSON.readTree("""
                {"ID": "%s", "Spec": {"Role": "worker", "Availability": "active"}, "Description": {"Hostname": "%s"},
                 "Status": {"State": "ready"}}
                """.formatted(id, id));
    }

    private ObjectNode service() {
        ObjectNode service = JsonNodeFactory.instance.objectNode().put("ID", "svc");
        service.putObject("Version").put("Index", version);
        service.set("Spec", spec);
        return service;
    }

    /** What no constraint suits is replaced, and what suits none stays away. */
    private void write(JsonNode next) {
        spec = next;
        version++;
        String pin = Constraints.of(spec).stream().findFirst().orElse("");
        if (pin.isEmpty()) {
            return;
        }
        tasks.forEach(task -> task.put("DesiredState", "shutdown"));
        if (pin.equals("node.id==target")) {
            start("target", "failed", "it crashed");
        } else {
            start("source", "running", "");
        }
    }

    private void start(String node, String state, String error) {
        ObjectNode task = JsonNodeFactory.instance.objectNode().put("ID", "t" + tasks.size()).put("NodeID", node)
                .put("DesiredState", state.equals("running") ? "running" : "shutdown");
        task.putObject("Status").put("State", state).put("Err", error);
        task.putObject("Spec").putObject("ContainerSpec").put("Image", IMAGE);
        tasks.add(task);
    }
}
