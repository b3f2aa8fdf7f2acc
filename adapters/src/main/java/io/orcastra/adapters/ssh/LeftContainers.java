package io.orcastra.adapters.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orcastra.adapters.docker.api.Filters;
import io.orcastra.adapters.ssh.SshFailure.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a machine whose node is down runs for a swarm that has given it up there, by the word of its own engine. */
final class LeftContainers {
    private static final String TASK = "com.docker.swarm.task.id";
    /** Nothing starts a container of a task once more. */
    private static final Set<String> ENDED = Set.of("exited", "dead");
    /** Does not run; whether it will is not known, so that it has not ended either. */
    private static final String NEVER_STARTED = "created";

    /** How it stands with a task there. */
    enum Standing {
        RUNNING,
        /** Nothing runs, and something of it has. */
        ENDED,
        /** It has no container, or one that never ran: nothing says that it will not start. */
        NOTHING
    }

    private final RemoteEngines engines;

    LeftContainers(RemoteEngines engines) {
        this.engines = engines;
    }

    /** Ids of the tasks whose containers have ended; of a task without a container nothing is known. */
    Set<String> endedTasks(String host) throws SshFailure {
        Set<String> ended = new HashSet<>();
        for (JsonNode container : containers(host, TASK)) {
            if (hasEnded(container)) {
                ended.add(container.path("Labels").path(TASK).asText());
            }
        }
        return ended;
    }

    /**
     * Tells the engine to stop what runs of a task. It goes on stopping when nobody waits for its answer any more.
     *
     * @param graceSeconds how long it may take before it is killed
     * @return why the engine will not; empty when it does
     */
    Optional<String> stop(String host, String taskId, long graceSeconds) throws SshFailure {
        Optional<String> refusal = Optional.empty();
        for (JsonNode running : running(host, taskId)) {
            EngineAnswer answer = told(host, "/containers/" + running.path("Id").asText() + "/stop?t=" + graceSeconds);
            refusal = answer.good() || answer.nothingToStop() ? refusal : Optional.of("its engine does not stop it: " + answer.message());
        }
        return refusal;
    }

    Standing standing(String host, String taskId) throws SshFailure {
        boolean ended = false;
        for (JsonNode container : containers(host, TASK + "=" + taskId)) {
            if (isRunning(container)) {
                return Standing.RUNNING;
            }
            ended |= hasEnded(container);
        }
        return ended ? Standing.ENDED : Standing.NOTHING;
    }

    private EngineAnswer told(String host, String path) throws SshFailure {
        try {
            return engines.post(host, path, JsonNodeFactory.instance.objectNode());
        } catch (SshFailure silent) {
            if (silent.kind() == Kind.ENGINE_SILENT) {
                return EngineAnswer.PENDING;
            }
            throw silent;
        }
    }

    private List<JsonNode> running(String host, String taskId) throws SshFailure {
        List<JsonNode> running = new ArrayList<>();
        for (JsonNode container : containers(host, TASK + "=" + taskId)) {
            if (isRunning(container)) {
                running.add(container);
            }
        }
        return running;
    }

    private JsonNode containers(String host, String label) throws SshFailure {
        return engines.get(host, "/containers/json" + Filters.with("label", label).query() + "&all=true");
    }

    private static boolean isRunning(JsonNode container) {
        return !hasEnded(container) && !container.path("State").asText().equals(NEVER_STARTED);
    }

    private static boolean hasEnded(JsonNode container) {
        return ENDED.contains(container.path("State").asText());
    }
}
