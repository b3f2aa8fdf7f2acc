package io.orcastra.facts.condition;

/** Two tasks of the service must never run at once, not even for a moment. */
public record SingleWriter(String serviceId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
