package io.orcastra.facts.condition;

/** No task of a managed service runs although at least one should. */
public record NotRunning(String serviceId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
