package io.orcastra.facts.condition;

/** Swarm wants a task of the service to run that does not run yet. */
public record Starting(String serviceId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
