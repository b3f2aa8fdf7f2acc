package io.orcastra.adapters.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The daemon's HTTP server: {@code GET /healthz} and {@code GET /metrics} for anyone; every other path wants the token,
 * and without one configured is forbidden to all.
 *
 * <p>Little is offered to an attacker: no request body is read, 64 requests are served at once, further ones are
 * dropped; the limits on time and connections are properties of the JDK's server and are set where the process starts.
 */
public final class StatusServer implements AutoCloseable {

    /** As many as connections at once: a client that sends its request byte by byte holds one until it is cut off. */
    private static final int THREADS = 64;
    private static final int BACKLOG = 16;
    private static final String JSON = "application/json";

    private final HttpServer server;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS,
            new SynchronousQueue<>(), StatusServer::thread, new ThreadPoolExecutor.DiscardPolicy());
    private final ObjectMapper json = new ObjectMapper();
    private final Supplier<? extends HealthAnswer> health;
    private final Supplier<String> metrics;
    private final String metricsType;
    private final Optional<BearerToken> token;
    private final Map<String, Supplier<Optional<String>>> pages;
    private final Requests requests;

    /**
     * Binds the address; answers after {@link #start()}. There are no other pages than health and metrics.
     *
     * @throws IOException when the address cannot be bound
     */
    public StatusServer(InetSocketAddress address, Supplier<? extends HealthAnswer> health, Supplier<String> metrics, String metricsType,
            Optional<BearerToken> token) throws IOException {
        this(address, health, metrics, metricsType, token, Map.of());
    }

    /**
     * Binds the address; answers after {@link #start()}.
     *
     * @param pages JSON by path, behind the token; empty while there is nothing to tell
     * @throws IOException when the address cannot be bound
     */
    public StatusServer(InetSocketAddress address, Supplier<? extends HealthAnswer> health, Supplier<String> metrics, String metricsType,
            Optional<BearerToken> token, Map<String, Supplier<Optional<String>>> pages) throws IOException {
        this(address, health, metrics, metricsType, token, pages, path -> Optional.empty());
    }

    /**
     * Binds the address; answers after {@link #start()}.
     *
     * @param pages    JSON by path, behind the token; empty while there is nothing to tell
     * @param requests what a POST asks for, behind the token
     * @throws IOException when the address cannot be bound
     */
    public StatusServer(InetSocketAddress address, Supplier<? extends HealthAnswer> health, Supplier<String> metrics, String metricsType,
            Optional<BearerToken> token, Map<String, Supplier<Optional<String>>> pages, Requests requests) throws IOException {
        this.requests = requests;
        this.pages = Map.copyOf(pages);
        this.health = health;
        this.metrics = metrics;
        this.metricsType = metricsType;
        this.token = token;
        server = HttpServer.create(address, BACKLOG);
        server.setExecutor(workers);
        server.createContext("/", this::serve);
    }

    public void start() {
        server.start();
    }

    /** The bound port, for an address with port 0. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (reply.status() == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            }
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply reply(HttpExchange exchange) throws JsonProcessingException {
        String path = String.valueOf(exchange.getRequestURI().getPath());
        boolean open = path.equals("/healthz") || path.equals("/metrics");
        if (!open && token.isEmpty()) {
            return error(403, "no token is configured, so this path is closed");
        }
        if (!open && !token.get().admits(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error(401, "this path needs the bearer token");
        }
        Optional<String> done = !open && exchange.getRequestMethod().equals("POST") ? requests.done(path) : Optional.empty();
        if (done.isPresent()) {
            return new Reply(200, JSON, done.get());
        }
        if (!open && !pages.containsKey(path)) {
            return error(404, "there is nothing here");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return error(405, "this path answers GET only");
        }
        if (path.equals("/metrics")) {
            return new Reply(200, metricsType, metrics.get());
        }
        if (!open) {
            Optional<String> page = pages.get(path).get();
            return page.isPresent() ? new Reply(200, JSON, page.get()) : error(503, "nothing was decided yet");
        }
        HealthAnswer now = health.get();
        return new Reply(now.good() ? 200 : 503, JSON, json.writeValueAsString(now) + "\n");
    }

    private Reply error(int status, String message) throws JsonProcessingException {
        return new Reply(status, JSON, json.writeValueAsString(Map.of("error", message)) + "\n");
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "http");
        thread.setDaemon(true);
        return thread;
    }

    private record Reply(int status, String type, String body) {
    }
}
