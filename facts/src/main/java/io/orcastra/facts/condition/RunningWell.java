package io.orcastra.facts.condition;

/** A service that was mended has all its tasks running where they belong. */
public record RunningWell(String serviceId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
