package io.orcastra.facts.condition;

import java.time.Instant;

/**
 * A task runs: desired running, observed running and on a node that is ready.
 *
 * @param slot      0 for tasks of global services
 * @param createdAt by the leader's clock, as the task's own identity says
 */
public record TaskRunning(String taskId, String serviceId, int slot, String nodeId, Instant createdAt)
        implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }

    /** As of any record; but of these a large swarm has ten thousands, and the JDK's own goes through a formatter. */
    @Override
    public String toString() {
        return "TaskRunning[taskId=" + taskId + ", serviceId=" + serviceId + ", slot=" + slot + ", nodeId=" + nodeId
                + ", createdAt=" + createdAt + "]";
    }
}
