package io.orcastra.adapters.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer of a machine's engine to one request of HTTP/1.0, whose body ends with the connection. */
record EngineAnswer(int status, JsonNode body) {
    /** None came in time, and what was asked for goes on. */
    static final EngineAnswer PENDING = new EngineAnswer(202, MissingNode.getInstance());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

    /** @throws IOException when it is none */
    static EngineAnswer parse(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Matcher status = STATUS.matcher(text);
        int head = text.indexOf("\r\n\r\n");
        if (!status.lookingAt() || head < 0) {
            throw new IOException("what answered is no engine");
        }
        String body = text.substring(head + 4);
        JsonNode tree = body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        return new EngineAnswer(Integer.parseInt(status.group(1)), tree);
    }

    boolean good() {
        return status < 300;
    }

    /** Whether there is nothing to stop any more: it has stopped already, or is gone. */
    boolean nothingToStop() {
        return status == 304 || status == 404;
    }

    /** What the engine says went wrong. */
    String message() {
        return body.path("message").asText("status " + status);
    }
}
