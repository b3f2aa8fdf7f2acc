package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.TaskState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tasks of one service since an action on it began, as far as its looks have shown them. */
final class Arrivals {
    /** By id of every task, its place. */
    private final Map<String, String> places = new TreeMap<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private Set<String> wanted = Set.of();

    void look(World world, ServiceState service) {
        List<TaskRun> now = world.wanted(service);
        for (TaskRun task : now) {
            places.put(task.id, task.place());
            nodes.put(task.id, task.nodeId);
            if (task.state.compareTo(TaskState.STARTING) >= 0) {
                begun.add(task.id);
            }
        }
        wanted = now.stream().map(task -> task.id).collect(Collectors.toSet());
    }

    /** By id of every task, its place, but for those that Swarm gave up before it had started them. */
    Map<String, String> counted() {
        return places.entrySet().stream().filter(one -> begun.contains(one.getKey()) || wanted.contains(one.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Whether a task has ended again that Swarm had wanted to run, other than by the loss of its node.
     *
     * @param before ids of the tasks there were
     */
    boolean isFailing(World world, Set<String> before) {
        return nodes.entrySet().stream()
                .filter(one -> !before.contains(one.getKey()) && !wanted.contains(one.getKey()))
                .map(one -> world.nodes.get(one.getValue())).anyMatch(node -> node != null && node.takesTasks());
    }
}
