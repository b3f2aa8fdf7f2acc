package io.orcastra.facts.condition;

/** Swarm has stopped trying to run the service, or has tried in vain for too long. */
public record Failed(String serviceId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
