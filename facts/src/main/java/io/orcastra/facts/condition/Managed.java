package io.orcastra.facts.condition;

/** The service is an anchor or a dependent, so it is kept running. */
public record Managed(String serviceId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
