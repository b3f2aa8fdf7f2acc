package io.orcastra.engine.explain;

import io.orcastra.engine.explain.Forecast.TaskForecast;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.TaskState;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A cluster at one moment, as far as a forecast compares it.
 *
 * @param nodes  by id, in the order of their hostnames
 * @param tasks  that run, by where Swarm counts them: service and slot, or service and node
 * @param memory by node id, where it is known
 * @param used   bytes by task id, where they are known
 */
record Picture(
        Map<String, Node> nodes, Map<String, Task> tasks, Map<String, NodeMemory> memory, Map<String, TaskMemory> used) {

    static Picture of(Collection<?> facts) {
        List<Node> sorted = only(facts, Node.class).stream()
                .sorted(Comparator.comparing(Node::hostname).thenComparing(Node::id)).toList();
        Map<String, Node> nodes = new LinkedHashMap<>();
        sorted.forEach(node -> nodes.put(node.id(), node));
        Map<String, Task> tasks = new TreeMap<>();
        for (Task task : only(facts, Task.class)) {
            Node node = nodes.get(task.nodeId());
            if (task.desired() == TaskState.RUNNING && task.state() == TaskState.RUNNING && node != null
                    && node.status() == NodeStatus.READY) {
                tasks.put(place(task), task);
            }
        }
        Map<String, NodeMemory> memory = new HashMap<>();
        only(facts, NodeMemory.class).forEach(one -> memory.put(one.nodeId(), one));
        Map<String, TaskMemory> used = new HashMap<>();
        only(facts, TaskMemory.class).forEach(one -> used.put(one.taskId(), one));
        return new Picture(nodes, tasks, memory, used);
    }

    /** As this one, with the tasks, nodes and memory of another moment. */
    Picture later(Collection<?> facts) {
        Picture then = of(facts);
        Map<String, NodeMemory> grown = new HashMap<>(memory);
        Map<String, TaskMemory> follows = new HashMap<>();
        Set<String> places = new HashSet<>(tasks.keySet());
        places.addAll(then.tasks.keySet());
        for (String place : places) {
            Task old = tasks.get(place);
            Task successor = then.tasks.get(place);
            TaskMemory bytes = old == null ? null : used.get(old.id());
            if (bytes != null && successor != null) {
                follows.put(successor.id(), new TaskMemory(successor.id(), successor.serviceId(), successor.nodeId(),
                        bytes.workingSetBytes(), bytes.at()));
            }
            if (bytes != null && (successor == null || !successor.nodeId().equals(old.nodeId()))) {
                shift(grown, old.nodeId(), -bytes.workingSetBytes());
                if (successor != null) {
                    shift(grown, successor.nodeId(), bytes.workingSetBytes());
                }
            }
        }
        return new Picture(then.nodes, then.tasks, grown, follows);
    }

    /** Tasks of this one that are elsewhere, or nowhere, in a later one. */
    List<TaskForecast> moves(Picture later) {
        return tasks.entrySet().stream().map(entry -> {
            Task successor = later.tasks.get(entry.getKey());
            return new TaskForecast(entry.getValue().id(), entry.getValue().nodeId(),
                    successor == null ? "" : successor.nodeId());
        }).filter(move -> !move.from().equals(move.to())).toList();
    }

    boolean takesTasks(String nodeId) {
        Node node = nodes.get(nodeId);
        return node.status() == NodeStatus.READY && node.availability() == Availability.ACTIVE;
    }

    int tasksOn(String nodeId) {
        return (int) tasks.values().stream().filter(task -> task.nodeId().equals(nodeId)).count();
    }

    /** Whether it is known of every node that takes tasks. */
    boolean knowsMemory() {
        List<String> taking = nodes.keySet().stream().filter(this::takesTasks).toList();
        return !taking.isEmpty() && memory.keySet().containsAll(taking);
    }

    int balance(Balance.Of of) {
        List<String> taking = nodes.keySet().stream().filter(this::takesTasks).toList();
        if (of == Balance.Of.TASKS) {
            return Balance.score(taking.stream().map(node -> (double) tasksOn(node)).toList());
        }
        return Balance.score(taking.stream().map(memory::get)
                .collect(Collectors.toMap(NodeMemory::host, NodeMemory::usedPercent, Math::max)).values());
    }

    /** All nodes of a host tell the same figures. */
    private static void shift(Map<String, NodeMemory> memory, String nodeId, long bytes) {
        NodeMemory here = memory.get(nodeId);
        if (here == null) {
            return;
        }
        memory.replaceAll((id, one) -> !one.host().equals(here.host()) ? one : new NodeMemory(id, one.host(),
                one.totalBytes(), Math.max(0, one.usedBytes() + bytes), one.since(), one.at()));
    }

    private static String place(Task task) {
        return task.serviceId() + " " + (task.slot() > 0 ? Integer.toString(task.slot()) : task.nodeId());
    }

    private static <T> List<T> only(Collection<?> facts, Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
