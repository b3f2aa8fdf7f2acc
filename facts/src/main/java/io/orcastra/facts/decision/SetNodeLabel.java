package io.orcastra.facts.decision;

/** Set one label of a node. */
public record SetNodeLabel(String nodeId, String key, String value) implements Action {
    @Override
    public String subject() {
        return nodeId;
    }
}
