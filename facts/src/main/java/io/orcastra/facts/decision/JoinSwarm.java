package io.orcastra.facts.decision;

import io.orcastra.facts.cluster.NodeRole;

/** Have the engine of a machine join the swarm. */
public record JoinSwarm(String hostname, NodeRole role) implements MachineAction {
}
