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
}
