package io.orcastra.facts.condition;

/** All anchors of the dependent run, but on no common node. */
public record Contradictory(String dependentId) implements Condition {
    @Override
    public String subject() {
        return dependentId;
    }
}
