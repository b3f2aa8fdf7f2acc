package io.orcastra.adapters.docker.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.orcastra.engine.port.Clock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Raw JSON requests to one engine, in its own newest API version: an older version in the path drops fields, and what
 * is written back without them restarts tasks. The version is asked for before the first request and again after the
 * engine was away, for it may have been upgraded.
 *
 * <p>Thread-safe. Every method throws {@link DockerFailure} in one of its kinds and nothing else. Paths start with a
 * slash and carry no version, such as {@code /services/abc/update?version=12}.
 */
public final class DockerApi implements AutoCloseable {

    /** A list of a thousand tasks takes 25 ms; five seconds without an answer is an engine that hangs. */
    public static final Duration READ_LIMIT = Duration.ofSeconds(5);

    /** A manager gives up on a write after 20 s; before that its outcome is open. */
    public static final Duration WRITE_LIMIT = Duration.ofSeconds(25);

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final DockerTransport transport;
    private final ApiListener listener;
    private final Clock clock;
    private final Duration readLimit;
    private final Duration writeLimit;
    private volatile String version;

    /** @param clock measures how long a request took */
    public DockerApi(DockerEndpoint endpoint, ApiListener listener, Clock clock) {
        this(endpoint, listener, clock, READ_LIMIT, WRITE_LIMIT);
    }

    /** For tests, which cannot wait that long. */
    DockerApi(DockerEndpoint endpoint, ApiListener listener, Clock clock, Duration readLimit, Duration writeLimit) {
        this.transport = new DockerTransport(endpoint, "docker-api", writeLimit);
        this.listener = listener;
        this.clock = clock;
        this.readLimit = readLimit;
        this.writeLimit = writeLimit;
    }

    /** The engine's newest API version, such as {@code 1.41}. */
    public String version() {
        String known = version;
        if (known != null) {
            return known;
        }
        String answered = exchange(request("GET", "/version", null), readLimit, DockerApi::tree)
                .path("ApiVersion").asText("");
        if (answered.isEmpty()) {
            throw new DockerUnavailable("GET /version: the answer names no ApiVersion.\n"
                    + "Maybe something else than a Docker engine listens there.", null);
        }
        version = answered;
        return answered;
    }

    /** One object, or a list, as a tree. For lists that grow with the swarm use {@link #list}. */
    public JsonNode get(String path) {
        return get(path, readLimit);
    }

    private JsonNode get(String path, Duration limit) {
        return get(path, limit, tree -> tree);
    }

    /**
     * One object, for what takes the engine longer.
     *
     * @param record throws {@link IllegalArgumentException} with a clause when the answer is none it understands
     */
    public <T> T get(String path, Duration limit, Function<JsonNode, T> record) {
        return versioned("GET", path, null, limit, body -> record.apply(tree(body)));
    }

    /** A list, one element in memory at a time. */
    public <T> List<T> list(String path, Function<JsonNode, T> record) {
        return versioned("GET", path, null, readLimit, body -> {
            List<T> records = new ArrayList<>();
            try (JsonParser parser = JSON.createParser(body)) {
                JsonToken first = parser.nextToken();
                if (first == JsonToken.VALUE_NULL) {
                    return records;
                }
                if (first != JsonToken.START_ARRAY) {
                    throw new IllegalArgumentException("it is no list");
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    records.add(record.apply(JSON.readTree(parser)));
                }
            }
            return records;
        });
    }

    /** @return the answer, a missing node when it is empty */
    public JsonNode post(String path, JsonNode body) {
        return versioned("POST", path, body, writeLimit, DockerApi::tree);
    }

    public void delete(String path) {
        versioned("DELETE", path, null, writeLimit, DockerApi::tree);
    }

    @Override
    public void close() {
        transport.close();
    }

    @FunctionalInterface
    private interface BodyReading<T> {
        T read(InputStream body) throws IOException;
    }

    private <T> T versioned(String method, String path, JsonNode body, Duration limit, BodyReading<T> reading) {
        return exchange(request(method, "/v" + version() + path, body), limit, reading);
    }

    private <T> T exchange(Request request, Duration limit, BodyReading<T> reading) {
        long started = clock.nanos();
        int[] status = {0};
        try {
            return transport.exchange(request, limit, response -> {
                status[0] = response.getStatusCode();
                return readAnswer(request, response, reading);
            });
        } catch (DockerUnavailable away) {
            version = null;
            throw away;
        } finally {
            String path = request.path().replaceFirst("^/v[0-9.]+(?=/)", "").replaceFirst("\\?.*", "");
            listener.onRequest(request.method(), path, status[0], Duration.ofNanos(clock.nanos() - started));
        }
    }

    private <T> T readAnswer(Request request, Response response, BodyReading<T> reading) throws IOException {
        if (response.getStatusCode() >= 400) {
            DockerFailure failure = Refusals.read(request, response);
            if (failure instanceof DockerRefused refused && refused.status() == 400) {
                version = null;
            }
            throw failure;
        }
        try {
            return reading.read(response.getBody());
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException garbled) {
            throw new DockerUnavailable(request.method() + " " + request.path() + ": the answer cannot be understood: "
                    + garbled.getMessage() + ".\nMaybe the engine went away in the middle of it.", garbled);
        }
    }

    private static JsonNode tree(InputStream body) throws IOException {
        JsonNode tree = JSON.readTree(body);
        return tree == null ? MissingNode.getInstance() : tree;
    }

    /**
     * Asks for a connection of its own: one kept open from before an engine restart would break the first write after
     * it. A body goes out as a stream, because the transport sends a repeatable one again by itself on a 503.
     */
    private static Request request(String method, String path, JsonNode body) {
        Request.Builder builder = Request.builder();
        builder.method(method).path(path).putHeader("Connection", "close");
        if (body != null) {
            builder.putHeader("Content-Type", "application/json").body(new ByteArrayInputStream(bytes(body)));
        }
        return builder.build();
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("a JSON tree that cannot be written", impossible);
        }
    }
}
