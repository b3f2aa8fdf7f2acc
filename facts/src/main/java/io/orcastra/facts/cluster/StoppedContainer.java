package io.orcastra.facts.cluster;

/**
 * A container that has ended and is still there.
 *
 * @param containerId the engine's id, the key together with the node
 * @param bytes       of its own writes
 * @param old         whether it ended longer ago than the grace period
 */
public record StoppedContainer(String nodeId, String containerId, String name, long bytes, boolean old) {
}
