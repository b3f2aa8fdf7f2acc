package io.orcastra.facts.cluster;

import java.time.Instant;

/**
 * The last task of a slot that has ended (of a node, for global services), known only where it mattered to look:
 * a task vanished, or a service has fewer tasks than replicas.
 *
 * @param slot    0 for tasks of global services
 * @param nodeId  where it ran; empty when it never got a node
 * @param state   how it ended; a task that Swarm shut down or that was on a dead node is not {@code FAILED}
 * @param error   {@code Status.Err}, else empty
 * @param endedAt {@code Status.Timestamp}, by the clock of the task's node
 */
public record EndedTask(
        String id,
        String serviceId,
        int slot,
        String nodeId,
        TaskState state,
        String error,
        Instant createdAt,
        Instant endedAt) {
}
