package io.orcastra.facts.condition;

/** A task of the anchor runs on this node. */
public record Home(String anchorId, String nodeId) implements Condition {
    @Override
    public String subject() {
        return anchorId;
    }
}
