package io.orcastra.adapters.docker.observe;

import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.Filters;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.TaskState;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * What Swarm gave up on nodes that are down, followed after their return until it has ended. Nothing is asked while all
 * nodes are well, nor while nobody wants to know. Not thread-safe.
 */
final class LeftTasks {
    private final DockerApi api;
    private final BooleanSupplier wanted;
    private Set<String> lost = Set.of();

    /** @param wanted whether anybody wants to know at present */
    LeftTasks(DockerApi api, BooleanSupplier wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    List<LeftTask> look(List<Node> nodes) {
        Set<String> asked = nodes.stream().filter(node -> node.status() == NodeStatus.DOWN || lost.contains(node.id()))
                .map(Node::id).collect(Collectors.toSet());
        if (asked.isEmpty() || !wanted.getAsBoolean()) {
            return List.of();
        }
        Filters filters = Filters.with("desired-state", "shutdown").and("node", asked);
        List<LeftTask> left = api.list("/tasks" + filters.query(), TaskReader::live).stream()
                .filter(task -> task.state().compareTo(TaskState.RUNNING) <= 0 && asked.contains(task.nodeId()))
                .map(task -> new LeftTask(task.id(), task.serviceId(), task.nodeId())).toList();
        lost = left.stream().map(LeftTask::nodeId).collect(Collectors.toSet());
        return left;
    }
}
