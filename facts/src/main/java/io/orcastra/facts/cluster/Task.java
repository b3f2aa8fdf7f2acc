package io.orcastra.facts.cluster;

import java.time.Instant;

/**
 * A task that Swarm still wants ({@code DesiredState} up to running). {@code state} alone proves nothing: tasks of a
 * dead node say running for ever. A task runs when it is desired running, observed running and on a node that is ready.
 *
 * @param slot      0 for tasks of global services
 * @param nodeId    empty until assigned
 * @param createdAt by the leader's clock
 * @param since     {@code Status.Timestamp}, by the clock of the task's node
 * @param error     {@code Status.Err}, else empty; says why a pending task has no node
 */
public record Task(
        String id,
        String serviceId,
        int slot,
        String nodeId,
        TaskState desired,
        TaskState state,
        Instant createdAt,
        Instant since,
        String error) {
}
