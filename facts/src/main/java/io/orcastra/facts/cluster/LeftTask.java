package io.orcastra.facts.cluster;

/**
 * A task that Swarm gave up when its node was down, and whose end is not known: a node that is only cut off goes on running
 * it while Swarm starts another in its place, and one that is back takes a moment to stop it.
 */
public record LeftTask(String id, String serviceId, String nodeId) {
}
