package io.orcastra.facts.cluster;

import java.time.Instant;

/**
 * Memory of the machine a node runs on, as last measured; absent when there is no sample that is young enough.
 *
 * @param host       the machine: nodes that are virtual machines of one host share its memory; the node's own id when
 *                   it is a machine of its own
 * @param totalBytes above zero
 * @param usedBytes  what is not available to processes: total less {@code MemAvailable}, the page cache not counted;
 *                   from 0 to {@code totalBytes}
 * @param since      when what was measured began: of an average the start of its window, of a single sample {@code at}
 * @param at         when its youngest sample was taken
 */
public record NodeMemory(String nodeId, String host, long totalBytes, long usedBytes, Instant since, Instant at) {

    /** A single sample. */
    public NodeMemory(String nodeId, String host, long totalBytes, long usedBytes, Instant at) {
        this(nodeId, host, totalBytes, usedBytes, at, at);
    }

    public long freeBytes() {
        return totalBytes - usedBytes;
    }

    public double usedPercent() {
        return 100.0 * usedBytes / totalBytes;
    }
}
