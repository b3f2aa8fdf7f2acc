package io.orcastra.facts.condition;

/** The owner of the service wants it left where it is. */
public record OptedOut(String serviceId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
