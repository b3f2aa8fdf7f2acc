package io.orcastra.engine.cycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How the loop is, for health checks.
 *
 * @param alive          the loop runs, and its last cycle is not older than it may be
 * @param cycles         completed since the start
 * @param lastCycleAt    null before the first
 * @param lastCycleTook  null before the first
 * @param lastGoodLookNanos {@link io.orcastra.engine.port.Clock#nanos()} when all sources had last been observed
 *                       completely; null before the first time
 * @param leaseHeld      whether this instance may act
 * @param leaseHolder    empty when nobody holds the lease, or in dry run
 * @param unsettled      why nothing is decided now; empty when the swarm is settled
 * @param underWay       actions of this instance under way
 */
public record LoopStatus(
        boolean alive,
        long cycles,
        Instant lastCycleAt,
        Duration lastCycleTook,
        Long lastGoodLookNanos,
        boolean leaseHeld,
        String leaseHolder,
        List<String> unsettled,
        int planned,
        int deferred,
        int vetoed,
        int findings,
        int underWay) {
    static final LoopStatus NOT_STARTED = new LoopStatus(
            false, 0, null, null, null, false, "", List.of(), 0, 0, 0, 0, 0);

    public LoopStatus {
        unsettled = List.copyOf(unsettled);
    }

    LoopStatus alive(boolean now) {
        return new LoopStatus(now, cycles, lastCycleAt, lastCycleTook, lastGoodLookNanos, leaseHeld, leaseHolder,
                unsettled, planned, deferred, vetoed, findings, underWay);
    }
}
