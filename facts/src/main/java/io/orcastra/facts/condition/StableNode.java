package io.orcastra.facts.condition;

/** The node has been ready and active for so long that it is used again. */
public record StableNode(String nodeId) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
