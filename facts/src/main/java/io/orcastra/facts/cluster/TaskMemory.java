package io.orcastra.facts.cluster;

import java.time.Instant;

/**
 * Memory the containers of one task use, as last measured; absent when there is no sample that is young enough.
 *
 * @param workingSetBytes memory in use less what of the page cache the kernel may drop at once
 */
public record TaskMemory(String taskId, String serviceId, String nodeId, long workingSetBytes, Instant at) {
}
