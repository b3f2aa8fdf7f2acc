package io.orcastra.engine.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often tasks of a service failed or were rejected on a node lately, counted as SwarmKit's scheduler counts
 * ({@code manager/scheduler/nodeinfo.go}, {@code taskFailed} and {@code countRecentFailures}). It counts by version of the
 * service, every write of which begins another one ({@code manager/controlapi/service.go}, {@code UpdateService}); only a
 * rollback returns to an earlier one. Used by one thread.
 */
public final class NodeFailures {
    /** {@code manager/scheduler/scheduler.go}, {@code monitorFailures}. */
    public static final Duration REMEMBERED = Duration.ofMinutes(5);
    /** {@code manager/scheduler/scheduler.go}, {@code maxFailures}: from this many on a node comes last. */
    public static final int TO_COME_LAST = 5;

    private final Map<Place, Deque<Instant>> failures = new HashMap<>();

    /** A task failed or was rejected; times never go back. */
    public void failed(String serviceId, long version, String nodeId, Instant at) {
        failures.computeIfAbsent(new Place(serviceId, version, nodeId), none -> new ArrayDeque<>()).add(at);
    }

    /** How many failures are not older than {@link #REMEMBERED}. */
    public int recent(String serviceId, long version, String nodeId, Instant now) {
        Place place = new Place(serviceId, version, nodeId);
        Deque<Instant> times = failures.get(place);
        if (times == null) {
            return 0;
        }
        while (!times.isEmpty() && times.peek().plus(REMEMBERED).isBefore(now)) {
            times.remove();
        }
        if (times.isEmpty()) {
            failures.remove(place);
        }
        return times.size();
    }

    /** As a scheduler begins that has just come to lead. */
    public void forget() {
        failures.clear();
    }

    private record Place(String serviceId, long version, String nodeId) {
    }
}
