package io.orcastra.adapters.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.http.Reply;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A daemon that is asked what it knows and decided: the one whose state folder this is, or the one at a URL. */
public final class RunningDaemon {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StatusClient client;

    private RunningDaemon(StatusClient client) {
        this.client = client;
    }

    /** The one on this machine that keeps its state there. */
    public static RunningDaemon in(Path stateFolder) {
        return new RunningDaemon(new SocketClient(stateFolder.resolve(StatusSocket.NAME)));
    }

    /**
     * @param base  such as {@code http://manager-1:6060}
     * @param token of its {@code HTTP_TOKEN_FILE}
     */
    public static RunningDaemon at(URI base, Optional<String> token) {
        return new RunningDaemon(new UrlClient(base, token));
    }

    /** {@link Status} as JSON: this program and the daemon may be of different versions. */
    public JsonNode status() throws DaemonUnreachable {
        return json(StatusPages.STATUS);
    }

    /** What it knew at its last decision, its own past included, with the background of the decision. */
    public Snapshot snapshot() throws DaemonUnreachable, UnreadableSnapshot {
        return new SnapshotFormat().read("snapshot of " + client.address(), get(StatusPages.SNAPSHOT), skipped -> { });
    }

    /** The JSON report of its last decision. */
    public JsonNode decision() throws DaemonUnreachable {
        return json(StatusPages.DECISION);
    }

    /** What becomes of its candidate, and how that differs. */
    public JsonNode shadow() throws DaemonUnreachable {
        return json(StatusPages.SHADOW);
    }

    private JsonNode json(String path) throws DaemonUnreachable {
        try {
            return JSON.readTree(get(path));
        } catch (JsonProcessingException e) {
            throw new DaemonUnreachable(client.address() + path + ": the answer is no JSON\n"
                    + "Maybe something else than Orcastra listens there.", e);
        }
    }

    private String get(String path) throws DaemonUnreachable {
        StatusClient.Answer answer;
        try {
            answer = client.get(path);
        } catch (IOException e) {
            throw new DaemonUnreachable(client.address() + ": no daemon answers: " + e.getMessage() + "\n" + client.advice(), e);
        }
        if (answer.status() != 200) {
            throw new DaemonUnreachable(client.address() + path + ": " + answer.status() + " " + answer.body().strip() + "\n"
                    + switch (answer.status()) {
                        case 401, 403 -> "Maybe the token is missing or not the one of the daemon's HTTP_TOKEN_FILE.";
                        case 503 -> Reply.TOLD_LATER;
                        default -> "Maybe the daemon is of another version than this program.";
                    }, null);
        }
        return answer.body();
    }
}
