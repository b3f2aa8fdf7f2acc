package io.orcastra.facts.condition;

/** The node is ready and active. */
public record NodeUp(String nodeId) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
