package io.orcastra.adapters.agent;

import java.time.Instant;
import java.util.List;

/**
 * What the agent knows of its node.
 *
 * @param machine null when it cannot be read
 * @param at      when it was measured
 */
record AgentReading(String nodeId, String hostname, MachineMemory machine, List<ContainerMemory> containers, Instant at) {

    AgentReading {
        containers = List.copyOf(containers);
    }
}
