package io.orcastra.facts.control;

/** An ended task failed within the last ten minutes; the engine takes this out when it grows old. */
public record RecentFailure(String taskId, String serviceId) {
}
