package io.orcastra.e2e;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Observed facts after something has happened. */
final class Edits {

    private Edits() {}

    static Set<Object> scaled(Set<Object> facts, Service service, int replicas) {
        Set<Object> after = new HashSet<>(facts);
        after.remove(service);
        after.add(new Service(service.id(), service.name(), service.stack(), service.mode(), replicas,
                service.maxReplicasPerNode(), service.image(), service.updateState(), service.updateOrder(),
                service.stopGracePeriod(), service.restartCondition(), service.restartDelay(), service.maxAttempts(),
                service.reservations(), service.hostPorts(), service.platforms(), service.plugins(),
                service.fingerprint()));
        return after;
    }

    /** Without the node's tasks, and with the node in that state. */
    static Set<Object> emptied(Set<Object> facts, Node node, Availability availability, NodeStatus status) {
        Set<Object> after = without(facts, task -> task.nodeId().equals(node.id()));
        after.remove(node);
        after.add(new Node(node.id(), node.hostname(), node.role(), availability, status, node.message(), node.address(),
                node.leadership(), node.platform(), node.resources(), node.engineVersion(), node.engineLabels(),
                node.plugins()));
        return after;
    }

    static Set<Object> without(Set<Object> facts, Predicate<Task> tasks) {
        Set<Object> after = new HashSet<>(facts);
        after.removeIf(fact -> fact instanceof Task task && tasks.test(task));
        return after;
    }

    /** A task that is placed on the node. */
    static Task placed(String serviceId, String nodeId, int number) {
        return new Task("placed" + number, serviceId, number, nodeId, TaskState.RUNNING, TaskState.ASSIGNED, Instant.EPOCH,
                Instant.EPOCH, "");
    }
}
