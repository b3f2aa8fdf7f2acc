package io.orcastra.facts.condition;

/** The service cannot be moved now, so nothing it moves with is moved; the reason is one English clause. */
public record Unmovable(String serviceId, String reason) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
