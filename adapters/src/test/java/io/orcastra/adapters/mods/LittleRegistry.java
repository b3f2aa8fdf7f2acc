package io.orcastra.adapters.mods;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves what it is given, over HTTP as registries do; can cut connections, ask for tokens, fall silent and send elsewhere. */
final class LittleRegistry implements AutoCloseable {
    private static final String TOKEN = "letmein";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final Map<String, String> elsewhere = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final Queue<Integer> cuts = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean guarded;
    private volatile boolean silent;

    LittleRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url(String path) {
        return "http://" + host() + path;
    }

    LittleRegistry put(String path, byte[] body, String tag) {
        served.put(path, body);
        tags.put(path, tag);
        return this;
    }

    LittleRegistry redirect(String path, String to) {
        elsewhere.put(path, to);
        return this;
    }

    /** An image of one layer, told to be what {@code promised} says. */
    Sha256 image(String repository, String reference, byte[] layer, Sha256 promised, long size) {
        String manifest = "{\"schemaVersion\": 2, \"layers\": [{\"digest\": \"" + promised + "\", \"size\": " + size + "}]}";
        byte[] text = manifest.getBytes(StandardCharsets.UTF_8);
        served.put("/v2/" + repository + "/manifests/" + reference, text);
        served.put("/v2/" + repository + "/manifests/" + Sha256.of(text), text);
        served.put("/v2/" + repository + "/blobs/" + promised, layer);
        return Sha256.of(text);
    }

    Sha256 image(String repository, String reference, byte[] layer) {
        return image(repository, reference, layer, Sha256.of(layer), layer.length);
    }

    /** What the next bodies of more than 200 bytes are cut after, one each. */
    void cutAfter(Integer... bytes) {
        cuts.addAll(List.of(bytes));
    }

    /** From now on a token is wanted, which only this host gives. */
    void guard() {
        guarded = true;
    }

    /** From now on bodies begin and nothing follows. */
    void silence() {
        silent = true;
    }

    /** Method-less: path, and what of the headers counts. */
    List<String> requests() {
        return requests;
    }

    void forget() {
        requests.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = header(exchange, "Range");
        String authorization = header(exchange, "Authorization");
        requests.add(path + (range.isEmpty() ? "" : " " + range) + (authorization.isEmpty() ? "" : " " + authorization));
        byte[] body = served.get(path);
        if (path.equals("/token")) {
            send(exchange, 200, ("{\"token\": \"" + TOKEN + "\"}").getBytes(StandardCharsets.UTF_8));
        } else if (guarded && !authorization.equals("Bearer " + TOKEN)) {
            exchange.getResponseHeaders().add("WWW-Authenticate",
                    "Bearer realm=\"" + url("/token") + "\",service=\"little\",scope=\"repository:a/b:pull\"");
            send(exchange, 401, new byte[0]);
        } else if (elsewhere.containsKey(path)) {
            exchange.getResponseHeaders().add("Location", elsewhere.get(path));
            send(exchange, 307, new byte[0]);
        } else if (body == null) {
            send(exchange, 404, new byte[0]);
        } else {
            found(exchange, body, tags.getOrDefault(path, ""), range);
        }
    }

    private void found(HttpExchange exchange, byte[] body, String tag, String range) throws IOException {
        if (!tag.isEmpty()) {
            exchange.getResponseHeaders().add("ETag", tag);
        }
        String condition = header(exchange, "If-Range");
        if (!tag.isEmpty() && header(exchange, "If-None-Match").equals(tag)) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        } else if (range.startsWith("bytes=") && (condition.isEmpty() || condition.equals(tag))) {
            int from = Integer.parseInt(range.substring(6, range.length() - 1));
            exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
            send(exchange, 206, Arrays.copyOfRange(body, from, body.length));
        } else {
            send(exchange, 200, body);
        }
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        Integer cut = body.length > 200 ? cuts.poll() : null;
        if (silent && body.length > 200) {
            exchange.getResponseBody().write(body, 0, 100);
            exchange.getResponseBody().flush();
            return;
        }
        if (cut != null) {
            exchange.getResponseBody().write(body, 0, cut);
            exchange.getResponseBody().flush();
        } else if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
