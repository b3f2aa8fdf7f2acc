package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.rules.verify.Cluster;
import java.util.Map;
import java.util.Set;

/** Nodes as the making and mending of swarms meets them. */
final class BootstrapWords {

    private BootstrapWords() {
    }

    /** A manager, reachable while it is ready. */
    static Cluster manager(Cluster cluster, String hostname, NodeStatus status) {
        return cluster.with(node(id(hostname), hostname, NodeRole.MANAGER, status));
    }

    static Node node(String id, String hostname, NodeRole role, NodeStatus status) {
        Leadership leadership = role == NodeRole.WORKER ? Leadership.NONE
                : status == NodeStatus.READY ? Leadership.REACHABLE : Leadership.UNREACHABLE;
        return new Node(id, hostname, role, Availability.ACTIVE, status, "", "10.0.0.1", leadership,
                new Platform("linux", "x86_64"), new Resources(4_000_000_000L, 8L << 30, Map.of()), "20.10.24", Map.of(),
                Set.of());
    }
}
