package io.orcastra.facts.decision;

/** Take the entry of a node that is down, and will not return, off the swarm's list. */
public record RemoveNode(String nodeId) implements Action {
    @Override
    public String subject() {
        return nodeId;
    }
}
