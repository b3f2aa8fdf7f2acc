package io.orcastra.facts.condition;

/** The service keeps data on its node that would be left behind by a move. */
public record NodeBound(String serviceId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
