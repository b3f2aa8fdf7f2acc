package io.orcastra.facts.cluster;

import java.time.Instant;

/**
 * Nothing is known of a node's memory now, though a source was configured for it; nothing may be moved because of it,
 * nor to it.
 *
 * @param reason   English, one clause, such as {@code its exporter did not answer within 5 s}
 * @param tooOldAt when its last sample became too old to be counted with; {@link #NEVER} where there is none that is
 */
public record MemoryUnknown(String nodeId, String reason, Instant tooOldAt) {
    public static final Instant NEVER = Instant.MAX;

    /** Documents of earlier versions know of no sample. */
    public MemoryUnknown {
        tooOldAt = tooOldAt == null ? NEVER : tooOldAt;
    }

    /** Without a sample that is too old. */
    public MemoryUnknown(String nodeId, String reason) {
        this(nodeId, reason, NEVER);
    }
}
