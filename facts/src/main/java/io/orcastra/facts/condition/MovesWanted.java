package io.orcastra.facts.condition;

/** Services are relocated here: by rebalancing, or because an operator asked for it. */
public record MovesWanted() implements Condition {
    @Override
    public String subject() {
        return "";
    }
}
