package io.orcastra.adapters.prometheus.observe;

import java.time.Instant;
import java.util.List;

/** What one source said in one answer. */
record Readings(List<OfNode> nodes, List<OfTask> tasks) {

    Readings {
        nodes = List.copyOf(nodes);
        tasks = List.copyOf(tasks);
    }

    /**
     * @param name  what the source calls the node or host; empty when it does not say
     * @param since start of the window the figures are of; {@code at} for a single sample
     */
    record OfNode(String name, long totalBytes, long usedBytes, Instant since, Instant at) {
    }

    /** @param nodeId empty when the source does not say */
    record OfTask(String taskId, String nodeId, long workingSetBytes, Instant at) {
    }
}
