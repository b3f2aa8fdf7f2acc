package io.orcastra.facts.cluster;

/**
 * A {@link LeftTask} whose container has ended, as the engine of its own machine says over SSH. Swarm starts no container
 * of a task twice.
 */
public record StoppedTask(String id, String nodeId) {
}
