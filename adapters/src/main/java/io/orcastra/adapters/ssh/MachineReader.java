package io.orcastra.adapters.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.policy.InventoryNode;

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
