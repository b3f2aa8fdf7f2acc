package io.orcastra.adapters.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Plays back answers recorded from a real engine (20.10.24, three nodes), and any other answer a test gives it.
 * Understands nothing: a query is not evaluated, except that ended tasks are asked for by a query that says so.
 */
public final class RecordedEngine implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Answer> once = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    private record Answer(int status, String body) {}

    private RecordedEngine(HttpServer server) {
        this.server = server;
    }

    public static RecordedEngine start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RecordedEngine engine = new RecordedEngine(server);
            server.createContext("/", engine::serve);
            server.start();
            engine.answer("GET /version", 200, recorded("version"));
            for (String list : List.of("info", "nodes", "services", "tasks")) {
                engine.answer("GET /v1.41/" + list, 200, recorded(list));
            }
            engine.answerEndedTasks(recorded("ended"));
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a recorded answer. */
    public static String recorded(String name) {
        try (InputStream file = RecordedEngine.class.getResourceAsStream("/docker/" + name + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param request method and path without query, such as {@code GET /v1.41/nodes} */
    public void answer(String request, int status, String body) {
        answers.put(request, new Answer(status, body));
    }

    /** As {@link #answer}, for the next such request only. */
    public void answerOnce(String request, int status, String body) {
        once.put(request, new Answer(status, body));
    }

    public void answerEndedTasks(String body) {
        answers.put("GET /v1.41/tasks?ended", new Answer(200, body));
    }

    /** Method and path with version of all requests so far; {@code ?ended} marks those for ended tasks. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The same as they came, each with its query and its body. */
    public List<String> sent() {
        return List.copyOf(sent);
    }

    public DockerEndpoint endpoint() {
        return new DockerEndpoint(
                URI.create("tcp://127.0.0.1:" + server.getAddress().getPort()), Optional.empty(), "a recording");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
                + (query.contains("shutdown") ? "?ended" : "");
        requests.add(request);
        sent.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Answer answer = Optional.ofNullable(once.remove(request))
                .orElseGet(() -> answers.getOrDefault(request, new Answer(404, "{\"message\":\"page not found\"}")));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
