package io.orcastra.facts.cluster;

/**
 * A machine of the inventory as SSH found it, whether the swarm knows it or not.
 *
 * @param hostname  as in the inventory, the key
 * @param nodeId    its engine's node in a swarm; empty when it has none or could not be asked
 * @param clusterId id of that swarm; empty on a worker, which is not told it
 * @param message   what went wrong, in one line; empty when nothing did
 */
public record Machine(String hostname, MachineState state, String nodeId, String clusterId, String message) {
}
