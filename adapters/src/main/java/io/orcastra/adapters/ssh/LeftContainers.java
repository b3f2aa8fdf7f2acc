package io.orcastra.adapters.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orcastra.adapters.docker.api.Filters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a machine whose node is down runs for a swarm that has given it up there, by the word of its own engine. */
final class LeftContainers {
    private static final String TASK = "com.docker.swarm.task.id";
    private static final String SERVICE = "com.docker.swarm.service.id";
    /** Nothing starts a container of a task once more. */
    private static final Set<String> ENDED = Set.of("exited", "dead");

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
     * Stops the containers of a service, each within its own stop time, and looks whether they have ended.
     *
     * @return why one may still run; empty when all have ended
     */
    Optional<String> stop(String host, String serviceId) throws SshFailure {
        String filter = SERVICE + "=" + serviceId;
        String refusal = "";
        for (JsonNode running : running(host, filter)) {
            EngineAnswer answer = engines.post(host, "/containers/" + running.path("Id").asText() + "/stop",
                    JsonNodeFactory.instance.objectNode());
            refusal = answer.good() ? refusal : ": " + answer.message();
        }
        int left = running(host, filter).size();
        return left == 0 ? Optional.empty() : Optional.of(left + " of its containers have not ended" + refusal);
    }

    private List<JsonNode> running(String host, String label) throws SshFailure {
        List<JsonNode> running = new ArrayList<>();
        for (JsonNode container : containers(host, label)) {
            if (!hasEnded(container)) {
                running.add(container);
            }
        }
        return running;
    }

    private JsonNode containers(String host, String label) throws SshFailure {
        return engines.get(host, "/containers/json" + Filters.with("label", label).query() + "&all=true");
    }

    private static boolean hasEnded(JsonNode container) {
        return ENDED.contains(container.path("State").asText());
    }
}
