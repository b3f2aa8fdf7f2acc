package io.orcastra.engine.cycle;

import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateState;
import java.time.Duration;
import java.util.Collection;

/**
 * When to look again after the swarm was seen moving: Docker has no task events, so a moving swarm is watched closely,
 * for a bounded time. Used by one thread.
 */
final class FollowUp {
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final double GROWTH = 1.3;
    /** A swarm in which nothing is in flight is watched this long, as Swarm itself needs a moment to react. */
    private static final Duration CALM_AFTER = Duration.ofSeconds(10);
    /** A task that waits for room may wait for ever. */
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(2);
    /** A service that crashes again and again never comes to rest: after {@link #GIVE_UP_AFTER} this is often enough. */
    private static final Duration RESTLESS = Duration.ofSeconds(5);

    private final Clock clock;
    private boolean moving;
    private long movingSince;
    private long changedAt;
    private Duration pause = SHORTEST;

    FollowUp(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param changed whether this look showed something new
     * @param acting  whether an action of ours is under way
     */
    void looked(boolean changed, boolean acting, Collection<?> facts) {
        if (changed) {
            movingSince = moving ? movingSince : clock.nanos();
            moving = true;
            changedAt = clock.nanos();
            pause = SHORTEST;
        } else {
            pause = Duration.ofNanos(Math.min(LONGEST.toNanos(), (long) (pause.toNanos() * GROWTH)));
        }
        boolean busy = acting || facts.stream().anyMatch(FollowUp::inMotion);
        long calm = clock.nanos() - changedAt;
        if (calm >= (busy ? GIVE_UP_AFTER : CALM_AFTER).toNanos()) {
            moving = false;
        }
    }

    /** Pause until the next look; null when the regular poll is enough. */
    Duration due() {
        if (!moving) {
            return null;
        }
        return clock.nanos() - movingSince < GIVE_UP_AFTER.toNanos() ? pause : RESTLESS;
    }

    private static boolean inMotion(Object fact) {
        if (fact instanceof Task task) {
            return task.state().compareTo(TaskState.RUNNING) < 0;
        }
        if (fact instanceof Service service) {
            return service.updateState() == UpdateState.UPDATING
                    || service.updateState() == UpdateState.ROLLBACK_STARTED;
        }
        return fact instanceof Node node && node.status() == NodeStatus.UNKNOWN;
    }
}
