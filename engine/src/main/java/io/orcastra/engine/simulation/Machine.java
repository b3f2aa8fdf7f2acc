package io.orcastra.engine.simulation;

/**
 * What a node runs on.
 *
 * @param host       as in {@link io.orcastra.facts.cluster.NodeMemory}: nodes of one host share its memory
 * @param totalBytes of the host
 * @param baseBytes  used there by everything that is no task, as long as the node is on
 */
public record Machine(String host, long totalBytes, long baseBytes) {
}
