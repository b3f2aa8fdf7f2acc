package io.orcastra.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes requests on to a registry. Layers can be held up in their midst, or arrive as something else. */
final class BadLine implements AutoCloseable {
    /** What comes through of a layer that is held up. */
    static final int HELD_AFTER = 1 << 20;

    private final String registry;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> layers = new CopyOnWriteArrayList<>();
    private volatile boolean holds;
    private volatile boolean lies;

    /** @param registry host and port */
    BadLine(String registry) {
        this.registry = registry;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    void hold(boolean now) {
        holds = now;
    }

    void lie(boolean now) {
        lies = now;
    }

    /** The range of each request for a layer, empty for all of it. */
    List<String> layers() {
        return layers;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + registry + exchange.getRequestURI()));
        for (String header : List.of("Accept", "Range")) {
            exchange.getRequestHeaders().getOrDefault(header, List.of()).forEach(value -> request.header(header, value));
        }
        try (exchange) {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            for (String header : List.of("Content-Type", "Content-Range", "Docker-Content-Digest")) {
                answer.headers().firstValue(header).ifPresent(value -> exchange.getResponseHeaders().set(header, value));
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            send(exchange, answer.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        OutputStream out = exchange.getResponseBody();
        if (!exchange.getRequestURI().getPath().contains("/blobs/")) {
            out.write(body);
            return;
        }
        List<String> range = exchange.getRequestHeaders().getOrDefault("Range", List.of(""));
        layers.add(range.get(0));
        if (lies) {
            body[body.length / 2] ^= 1;
        }
        if (holds) {
            out.write(body, 0, HELD_AFTER);
            out.flush();
            closed.await();
        }
        out.write(body);
    }
}
