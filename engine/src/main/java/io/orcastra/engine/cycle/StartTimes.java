package io.orcastra.engine.cycle;

import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.NodeWait;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What tasks took from their creation until they ran, the pull of their image included, and what they waited for a node left out.
 *
 * @param waits by id of each task that has waited, until when
 */
record StartTimes(Map<String, Instant> waits) {
    /** A task that took longer waited for something else than its start, such as a node to be free. */
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    static StartTimes in(Collection<?> facts) {
        return new StartTimes(facts.stream().filter(NodeWait.class::isInstance).map(NodeWait.class::cast)
                .collect(Collectors.toMap(NodeWait::taskId, NodeWait::until, (one, same) -> one)));
    }

    /** In seconds; -1 where it does not run, or tells nothing. */
    double of(Task task) {
        Instant placed = waits.get(task.id());
        Duration took = Duration.between(placed == null ? task.createdAt() : placed, task.since());
        boolean tellsNothing = placed != null && took.isZero() || took.isNegative() || took.compareTo(LONGEST_START) > 0;
        return task.state() != TaskState.RUNNING || tellsNothing ? -1 : took.toMillis() / 1000.0;
    }

    boolean waited(Task task) {
        return waits.containsKey(task.id()) || NodeWaits.isWaiting(task);
    }
}
