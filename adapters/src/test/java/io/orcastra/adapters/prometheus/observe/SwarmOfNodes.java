package io.orcastra.adapters.prometheus.observe;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Nodes and tasks of a swarm, as far as memory cares. */
final class SwarmOfNodes {

    private SwarmOfNodes() { }

    static Node node(String id, String hostname, String address) {
        return node(id, hostname, address, NodeStatus.READY, Availability.ACTIVE);
    }

    static Node node(String id, String hostname, String address, NodeStatus status, Availability availability) {
        return new Node(id, hostname, NodeRole.WORKER, availability, status, "", address, Leadership.NONE,
                new Platform("linux", "x86_64"), Resources.NONE, "20.10.24", Map.of(), Set.of());
    }

    static Task task(String id, String nodeId) {
        return new Task(id, "service", 1, nodeId, TaskState.RUNNING, TaskState.RUNNING, Instant.EPOCH, Instant.EPOCH, "");
    }
}
