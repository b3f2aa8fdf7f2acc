package io.orcastra.facts.condition;

/** An operator ordered that this dependent is moved home at once if it is displaced. */
public record HomeOrdered(String dependentId, String cause) implements Condition {
    @Override
    public String subject() {
        return dependentId;
    }
}
