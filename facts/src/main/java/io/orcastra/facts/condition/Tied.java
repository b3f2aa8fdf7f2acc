package io.orcastra.facts.condition;

/** The service, which is kept apart from others, cannot make way for them. */
public record Tied(String serviceId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
