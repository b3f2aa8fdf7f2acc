package io.orcastra.engine.simulation;

import java.time.Duration;

/**
 * How an update goes; Swarm's defaults are one task at a time, no delay, watched 5 s, paused when a task fails.
 *
 * @param parallelism tasks replaced at once; 0 for all
 * @param rollback    whether a failed task brings the previous version back; else the update is paused
 */
record UpdateRules(int parallelism, Duration delay, Duration monitor, boolean rollback) {
    static final UpdateRules DEFAULT = new UpdateRules(1, Duration.ZERO, Duration.ofSeconds(5), false);
    /** While a pin of ours is on, told from an owner's by the monitor time, as the real executor does. */
    static final UpdateRules PINNED = new UpdateRules(1, Duration.ZERO, Duration.ofNanos(2_000_000_417L), true);
    private static final Duration FOR_GOOD = Duration.ofHours(1);

    /** After so many tasks the next is not in a hurry. */
    UpdateRules stoppingAfter(int tasks) {
        return new UpdateRules(tasks, FOR_GOOD, monitor, rollback);
    }

    boolean isOurs() {
        return monitor.equals(PINNED.monitor);
    }
}
