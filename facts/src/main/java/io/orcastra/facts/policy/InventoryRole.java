package io.orcastra.facts.policy;

import io.orcastra.facts.cluster.NodeRole;

/** The role that the operator wrote for a node; without it a node keeps the role it has. */
public record InventoryRole(String hostname, NodeRole role) {
}
