package io.orcastra.facts.condition;

/** The owner declared that the service may leave its node-local data behind. */
public record Movable(String serviceId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
