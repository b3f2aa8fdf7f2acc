package io.orcastra.facts.condition;

/**
 * An operator keeps the dependent from being moved home for now: by a pause, or because that asks first. Meanwhile it is not
 * counted how long it is displaced.
 */
public record HeldByOperator(String dependentId) implements Condition {
    @Override
    public String subject() {
        return dependentId;
    }
}
