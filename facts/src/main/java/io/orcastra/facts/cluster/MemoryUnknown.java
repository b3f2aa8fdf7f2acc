package io.orcastra.facts.cluster;

/**
 * Nothing is known of a node's memory now, though a source was configured for it; nothing may be moved because of it,
 * nor to it.
 *
 * @param reason English, one clause, such as {@code its exporter did not answer within 5 s}
 */
public record MemoryUnknown(String nodeId, String reason) {
}
