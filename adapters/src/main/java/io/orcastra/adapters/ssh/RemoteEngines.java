package io.orcastra.adapters.ssh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.ssh.SshFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The engines of machines, asked through {@code docker system dial-stdio}: what the Docker client itself does for
 * {@code ssh://}. Requests carry their data in a body, join tokens included. Thread-safe.
 */
public final class RemoteEngines implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** An engine gives up on joining after 20 s. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(40);
    private static final Duration LONGEST_RESTART = Duration.ofSeconds(130);

    private final SshMachines machines;
    private final Duration readLimit;

    RemoteEngines(SshSettings settings) {
        this(settings, () -> false);
    }

    /** @param dryRun whether no host key is written down, though one that is to be trusted on first use is */
    public RemoteEngines(SshSettings settings, BooleanSupplier dryRun) {
        machines = new SshMachines(settings, dryRun);
        readLimit = settings.timeout().multipliedBy(2);
    }

    /** {@code GET /info} of the engine. */
    JsonNode info(String host) throws SshFailure {
        return get(host, "/info");
    }

    /** {@code GET} of a path in which all data is encoded; an answer that is none is a failure. */
    JsonNode get(String host, String path) throws SshFailure {
        EngineAnswer answer = exchange(host, head("GET", path, 0), readLimit);
        if (!answer.good()) {
            throw new SshFailure(Kind.ENGINE_SILENT, host + ": its engine says: " + SshMachines.safe(answer.message()), null);
        }
        return answer.body();
    }

    /** {@code POST} of that body; the engine's refusal is an answer. */
    EngineAnswer post(String host, String path, JsonNode body) throws SshFailure {
        try {
            byte[] bytes = JSON.writeValueAsBytes(body);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head("POST", path, bytes.length));
            request.writeBytes(bytes);
            return exchange(host, request.toByteArray(), LONGEST_WRITE);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("a JSON tree that cannot be written", impossible);
        }
    }

    /** Returns when the service is started again. */
    void restart(String host) throws SshFailure {
        machines.run(host, RemoteCommand.RESTART_ENGINE, new byte[0], LONGEST_RESTART);
    }

    @Override
    public void close() {
        machines.close();
    }

    private EngineAnswer exchange(String host, byte[] request, Duration limit) throws SshFailure {
        byte[] answer = machines.run(host, RemoteCommand.ENGINE_API, request, limit);
        try {
            return EngineAnswer.parse(answer);
        } catch (IOException garbled) {
            throw new SshFailure(Kind.ENGINE_SILENT, host + ": its engine did not answer: " + SshMachines.safe(garbled.getMessage()),
                    garbled);
        }
    }

    /** HTTP/1.0, so that the answer ends with the connection and comes in one piece. */
    private static byte[] head(String method, String path, int length) {
        return (method + " " + path + " HTTP/1.0\r\nHost: docker\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
