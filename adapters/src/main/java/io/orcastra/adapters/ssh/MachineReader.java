package io.orcastra.adapters.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.policy.InventoryNode;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks one machine how it is. */
final class MachineReader {
    private final RemoteEngines engines;

    MachineReader(RemoteEngines engines) {
        this.engines = engines;
    }

    Machine look(InventoryNode node) {
        try {
            return of(node.hostname(), engines.info(node.address()).path("Swarm"));
        } catch (SshFailure failure) {
            MachineState state = switch (failure.kind()) {
                case UNREACHABLE -> MachineState.UNREACHABLE;
                case UNTRUSTED -> MachineState.UNTRUSTED;
                case LOGIN_REFUSED -> MachineState.LOGIN_REFUSED;
                case ENGINE_SILENT -> MachineState.ENGINE_SILENT;
            };
            return new Machine(node.hostname(), state, "", "", failure.getMessage());
        }
    }

    /** Those of the tasks that the machine's engine says have ended; none when it does not say. */
    Set<StoppedTask> stopped(InventoryNode node, Collection<LeftTask> left) {
        try {
            Set<String> ended = new LeftContainers(engines).endedTasks(node.address());
            return left.stream().filter(task -> ended.contains(task.id()))
                    .map(task -> new StoppedTask(task.id(), task.nodeId())).collect(Collectors.toSet());
        } catch (SshFailure silent) {
            return Set.of();
        }
    }

    /** Id of the engine itself, whatever swarm it is in; empty when it does not say. */
    String engine(InventoryNode node) {
        try {
            return engines.info(node.address()).path("ID").asText("");
        } catch (SshFailure silent) {
            return "";
        }
    }

    static Machine of(String hostname, JsonNode swarm) {
        String cluster = swarm.path("Cluster").path("ID").asText("");
        String local = swarm.path("LocalNodeState").asText("");
        return switch (local) {
            case "inactive" -> new Machine(hostname, MachineState.OUT_OF_SWARM, "", "", "");
            case "active" -> new Machine(hostname, MachineState.IN_SWARM, swarm.path("NodeID").asText(""), cluster, "");
            default -> new Machine(hostname, MachineState.SWARM_BROKEN, swarm.path("NodeID").asText(""), cluster,
                    SshMachines.safe(local + " " + swarm.path("Error").asText("")));
        };
    }
}
