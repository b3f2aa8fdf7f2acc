package io.orcastra.facts.decision;

/** Remove one label of a node. */
public record RemoveNodeLabel(String nodeId, String key) implements Action {
    @Override
    public String subject() {
        return nodeId;
    }
}
