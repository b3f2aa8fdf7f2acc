package io.orcastra.adapters.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The daemon's HTTP server: {@code GET /healthz} and {@code GET /metrics} for anyone; every other path wants the token,
 * and without one configured is forbidden to all.
 *
 * <p>Little is offered to an attacker: no body is read but that of a {@code POST} with the token, and of it 4 KiB at most;
 * an address may send 20 requests a second to the open paths and 10 to the others, with or without the token, but for what
 * a daemon asks of its agents; 64 requests are served at once, the connections of further ones
 * are closed. The limits on time and connections are properties of the JDK's server and
 * are set where the process starts.
 */
public final class StatusServer implements AutoCloseable {

    /** As many as connections at once: a client that sends its request byte by byte holds one until it is cut off. */
    private static final int THREADS = 64;
    private static final int BACKLOG = 16;
    private static final int LONGEST_BODY = 4096;
    private static final int LONGEST_PATH = 1024;

    private final HttpServer server;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS,
            new SynchronousQueue<>(), StatusServer::thread, new ThreadPoolExecutor.AbortPolicy());
    private final RequestRate openRate = new RequestRate(20, 40, System::nanoTime);
    private final RequestRate closedRate = new RequestRate(10, 20, System::nanoTime);
    private final Supplier<? extends HealthAnswer> health;
    private final Supplier<String> metrics;
    private final String metricsType;
    private final Optional<BearerToken> token;
    private final Routes routes;

    /**
     * Binds the address; answers after {@link #start()}. There are no other pages than health and metrics.
     *
     * @throws IOException when the address cannot be bound
     */
    public StatusServer(InetSocketAddress address, Supplier<? extends HealthAnswer> health, Supplier<String> metrics, String metricsType,
            Optional<BearerToken> token) throws IOException {
        this(address, health, metrics, metricsType, token, Routes.NONE);
    }

    /**
     * Binds the address; answers after {@link #start()}.
     *
     * @param routes what is behind the token
     * @throws IOException when the address cannot be bound
     */
    public StatusServer(InetSocketAddress address, Supplier<? extends HealthAnswer> health, Supplier<String> metrics, String metricsType,
            Optional<BearerToken> token, Routes routes) throws IOException {
        this.routes = routes;
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
            } else if (reply.status() == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = String.valueOf(exchange.getRequestURI().getPath());
        boolean open = path.equals("/healthz") || path.equals("/metrics");
        String client = exchange.getRemoteAddress().getAddress().getHostAddress();
        Optional<String> done = open || !closedRate.hasLeft(client) ? Optional.empty() : requested(path, exchange);
        if (done.isPresent()) {
            return new Reply(200, Reply.JSON_TYPE, done.get());
        }
        if (!(open ? openRate : closedRate).admits(client)) {
            return Reply.error(429, "too many requests from " + client, "Maybe ask less often: once a second is plenty.");
        }
        if (exchange.getRequestURI().toString().length() > LONGEST_PATH) {
            return Reply.error(414, "the path is longer than " + LONGEST_PATH + " characters",
                    "Maybe see /openapi.json for the paths there are.");
        }
        return open ? open(path, exchange.getRequestMethod()) : closed(path, exchange);
    }

    /**
     * A daemon that empties a node of hundreds of images asks once for each. It counts for nothing as long as the token is
     * right; who guesses wrong too often is not heard any more, right or wrong.
     */
    private Optional<String> requested(String path, HttpExchange exchange) {
        boolean wanted = exchange.getRequestMethod().equals("POST") && path.length() <= LONGEST_PATH;
        return wanted && isAdmitted(exchange) ? routes.requests().done(path) : Optional.empty();
    }

    private boolean isAdmitted(HttpExchange exchange) {
        return token.isPresent() && token.get().admits(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private Reply open(String path, String method) {
        if (!reads(method)) {
            return notAllowed(method, "GET");
        }
        if (path.equals("/metrics")) {
            return new Reply(200, metricsType, metrics.get());
        }
        HealthAnswer now = health.get();
        return Reply.json(now.good() ? 200 : 503, now);
    }

    private Reply closed(String path, HttpExchange exchange) throws IOException {
        if (token.isEmpty()) {
            return Reply.error(403, "no token is configured, so this path is closed",
                    "Maybe set HTTP_TOKEN_FILE of the daemon to a file with a token: openssl rand -hex 32");
        }
        if (!isAdmitted(exchange)) {
            return Reply.error(401, "this path needs the bearer token",
                    "Maybe send the header 'Authorization: Bearer ...' with what is in the daemon's HTTP_TOKEN_FILE, or in an agent's "
                            + "AGENT_TOKEN_FILE.");
        }
        if (!routes.has(path)) {
            return Reply.error(404, "there is nothing at this path", "Maybe a typing mistake; the daemon's /openapi.json has its paths.");
        }
        String method = exchange.getRequestMethod();
        if (reads(method) && routes.pages().containsKey(path)) {
            return routes.pages().get(path).get().map(page -> new Reply(200, Reply.JSON_TYPE, page)).orElseGet(() ->
                    Reply.error(503, Reply.NOTHING_TO_TELL, Reply.TOLD_LATER));
        }
        if (!method.equals("POST") || !routes.postings().containsKey(path)) {
            return notAllowed(method, routes.pages().containsKey(path) ? "GET" : "POST");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        return body.length > LONGEST_BODY
                ? Reply.error(413, "the body is longer than " + LONGEST_BODY + " bytes", "Maybe send one command at a time.")
                : routes.postings().get(path).take(new String(body, StandardCharsets.UTF_8));
    }

    private static boolean reads(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static Reply notAllowed(String method, String allowed) {
        return Reply.error(405, "this path answers no " + method, "Maybe use " + allowed + ".");
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "http");
        thread.setDaemon(true);
        return thread;
    }
}
