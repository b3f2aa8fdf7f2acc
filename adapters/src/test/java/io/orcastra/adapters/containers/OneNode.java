package io.orcastra.adapters.containers;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import java.util.Map;
import java.util.Set;

/** A node that is ready. */
final class OneNode {

    private OneNode() {
    }

    static Node named(String id) {
        return new Node(id, "oak", NodeRole.WORKER, Availability.ACTIVE, NodeStatus.READY, "", "10.0.0.1", Leadership.NONE,
                new Platform("linux", "x86_64"), new Resources(1, 1, Map.of()), "20.10.24", Map.of(), Set.of());
    }
}
