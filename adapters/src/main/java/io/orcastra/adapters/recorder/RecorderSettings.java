package io.orcastra.adapters.recorder;

import java.time.Duration;

/**
 * How much is kept, and how safely.
 *
 * @param bytes all segments together, at most; the oldest go first. 0 records nothing
 * @param sync  what was written is forced to the disk at least so often, and at once when something is done
 */
public record RecorderSettings(long bytes, Duration sync) {
    /** More than a week of 50 nodes and 500 tasks, measured every 30 s: what a replay goes through unless told otherwise. */
    public static final RecorderSettings DEFAULT = new RecorderSettings(80L << 20, Duration.ofSeconds(10));
    private static final long LEAST_SEGMENT = 64L << 10;
    private static final int SEGMENTS = 16;

    boolean off() {
        return bytes == 0;
    }

    /** So that removing one segment removes a small part only. */
    long segmentBytes() {
        return Math.max(LEAST_SEGMENT, bytes / SEGMENTS);
    }
}
