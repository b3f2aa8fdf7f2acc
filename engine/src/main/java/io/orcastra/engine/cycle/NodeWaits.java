package io.orcastra.engine.cycle;

import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.NodeWait;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which tasks waited for a node, and until when. A task tells only since when it is in its present state, so that it has to be
 * looked at while it waits. Used by one thread.
 */
final class NodeWaits {
    private final Set<String> waiting = new HashSet<>();
    private final Map<String, NodeWait> placed = new HashMap<>();

    /** Every task is without a node for a moment; one that waits for it has an error that says why. */
    static boolean isWaiting(Task task) {
        return task.state() == TaskState.PENDING && task.nodeId().isEmpty() && !task.error().isEmpty();
    }

    /** Of the tasks that are there, those that have waited. */
    Set<NodeWait> among(Collection<?> facts) {
        Set<String> present = new HashSet<>();
        for (Object fact : facts) {
            if (fact instanceof Task task) {
                present.add(task.id());
                look(task);
            }
        }
        waiting.retainAll(present);
        placed.keySet().retainAll(present);
        return Set.copyOf(placed.values());
    }

    /** Why it waits may be forgotten for a moment, without its having been given a node. */
    private void look(Task task) {
        if (isWaiting(task)) {
            waiting.add(task.id());
        } else if (waiting.contains(task.id()) && !(task.state() == TaskState.PENDING && task.nodeId().isEmpty())) {
            placed.put(task.id(), new NodeWait(task.id(), task.since()));
            if (task.state().compareTo(TaskState.PREPARING) <= 0 || task.state() == TaskState.RUNNING) {
                waiting.remove(task.id());
            }
        }
    }
}
