package io.orcastra.facts.condition;

/** The dependent has been displaced for so long, for this {@link Displaced#identity() displacement}, that it is left alone. */
public record GivenUp(String dependentId, String displacement) implements Condition {
    @Override
    public String subject() {
        return dependentId;
    }
}
