package io.orcastra.facts.condition;

/** The task does not get to run; no node while it has none. */
public record Stuck(String taskId, String serviceId, String nodeId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
