package io.orcastra.adapters.docker.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Tells apart what the engine puts into few status codes: a stale version and a lost leader are both a 500. */
final class Refusals {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 8192;

    private Refusals() { }

    static DockerFailure read(Request request, Response response) throws IOException {
        byte[] body = response.getBody().readNBytes(LONGEST_MESSAGE);
        return of(request.method() + " " + request.path(), response.getStatusCode(), message(body));
    }

    static DockerFailure of(String what, int status, String answer) {
        String message = what + " answered " + status + ": " + answer;
        if (status == 404) {
            return new NotFound(message);
        }
        if (answer.contains("update out of sequence")) {
            return new VersionConflict(message);
        }
        if (status == 503 && (answer.contains("not a swarm manager") || answer.contains("not part of a swarm"))) {
            return new NotASwarmManager(message);
        }
        if (status == 503 || status == 500 && isPassing(answer)) {
            return new DockerUnavailable(message + "\nMaybe the swarm has lost its quorum or is choosing a leader.", null);
        }
        return new DockerRefused(message, status, answer);
    }

    /** The words of a manager that reaches no leader, or no longer knows whether its write was accepted. */
    private static boolean isPassing(String answer) {
        return answer.contains("DeadlineExceeded") || answer.contains("deadline exceeded")
                || answer.contains("code = Unavailable") || answer.contains("does not have a leader")
                || answer.contains("no elected cluster leader") || answer.contains("raft: failed to process the request");
    }

    private static String message(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        try {
            return JSON.readTree(text).path("message").asText(text);
        } catch (JsonProcessingException plainText) {
            return text;
        }
    }
}
