package io.orcastra.facts.decision;

import io.orcastra.facts.cluster.NodeRole;

/** Promote a node to manager, or demote it to worker. */
public record ChangeRole(String nodeId, NodeRole role) implements Action {
    @Override
    public String subject() {
        return nodeId;
    }
}
