package io.orcastra.facts.condition;

/** The dependent has been displaced for so long, for this {@link Displaced#cause() cause}, that it is left alone. */
public record GivenUp(String dependentId, String cause) implements Condition {
    @Override
    public String subject() {
        return dependentId;
    }
}
