package io.orcastra.engine.cycle;

import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.RecentFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the ended tasks failed a short while ago. A task's end is told by its node's clock, which may be anything;
 * Swarm creates the task after it at once, and tells that by a manager's clock, as ours is. Used by one thread.
 */
final class RecentFailures {
    /** {@link RecentFailure} says how long a failure is recent. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Long> endsAt = new HashMap<>();

    RecentFailures(Clock clock) {
        this.clock = clock;
    }

    Set<Object> among(Collection<?> facts) {
        Map<List<Object>, Task> live = new HashMap<>();
        facts.stream().filter(Task.class::isInstance).map(Task.class::cast)
                .forEach(task -> live.put(place(task.serviceId(), task.slot(), task.nodeId()), task));
        Set<String> present = new HashSet<>();
        Set<Object> recent = new HashSet<>();
        for (Object fact : facts) {
            if (fact instanceof EndedTask task && task.state() == TaskState.FAILED) {
                present.add(task.id());
                Task next = live.get(place(task.serviceId(), task.slot(), task.nodeId()));
                if (end(task, next) - clock.nanos() > 0) {
                    recent.add(new RecentFailure(task.id(), task.serviceId()));
                }
            }
        }
        endsAt.keySet().retainAll(present);
        return recent;
    }

    /** Time until a failure is not recent any more; null when none is. */
    Duration due() {
        return endsAt.values().stream().map(end -> end - clock.nanos()).filter(left -> left > 0).min(Long::compare)
                .map(Duration::ofNanos).orElse(null);
    }

    /** What follows the failure tells when it was; until something does, the failure's own stamp has to do. */
    private long end(EndedTask failed, Task next) {
        if (next == null || !next.createdAt().isAfter(failed.createdAt())) {
            return clock.nanos() + left(failed.endedAt()).toNanos();
        }
        return endsAt.computeIfAbsent(failed.id(), first -> clock.nanos() + left(next.createdAt()).toNanos());
    }

    private Duration left(Instant failedAt) {
        Duration age = Duration.between(failedAt, clock.instant());
        return age.isNegative() ? RECENT : RECENT.minus(age);
    }

    private static List<Object> place(String serviceId, int slot, String nodeId) {
        return List.of(serviceId, slot, slot > 0 ? "" : nodeId);
    }
}
