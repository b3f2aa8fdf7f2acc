package io.orcastra.engine.cycle;

import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.RecentFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which of the ended tasks failed a short while ago. Used by one thread. */
final class RecentFailures {
    /** {@link RecentFailure} says how long a failure is recent. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Long> endsAt = new HashMap<>();

    RecentFailures(Clock clock) {
        this.clock = clock;
    }

    Set<Object> among(Collection<?> facts) {
        Set<String> present = new HashSet<>();
        Set<Object> recent = new HashSet<>();
        for (Object fact : facts) {
            if (fact instanceof EndedTask task && task.state() == TaskState.FAILED) {
                present.add(task.id());
                long end = endsAt.computeIfAbsent(task.id(), first -> clock.nanos() + left(task).toNanos());
                if (end - clock.nanos() > 0) {
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

    /** A task's end is told by its node's clock, so it may seem to lie ahead of us. */
    private Duration left(EndedTask task) {
        Duration age = Duration.between(task.endedAt(), clock.instant());
        return age.isNegative() ? RECENT : RECENT.minus(age);
    }
}
