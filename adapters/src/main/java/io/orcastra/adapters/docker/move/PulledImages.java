package io.orcastra.adapters.docker.move;

import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was pulled for actions of this process: a pull job leaves no task behind that would tell. Thread-safe. That it
 * ends with the process costs no more than another job, which finds the image there.
 */
final class PulledImages {

    /** Long enough for the action that wanted it to be decided anew. An image removed meanwhile is pulled at its start. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private record Place(String image, String nodeId) {
    }

    private final Clock clock;
    private final Map<Place, Long> pulledAt = new ConcurrentHashMap<>();

    PulledImages(Clock clock) {
        this.clock = clock;
    }

    void add(String image, String nodeId) {
        pulledAt.values().removeIf(this::isLongAgo);
        pulledAt.put(new Place(image, nodeId), clock.nanos());
    }

    boolean has(String image, String nodeId) {
        Long nanos = pulledAt.get(new Place(image, nodeId));
        return nanos != null && !isLongAgo(nanos);
    }

    private boolean isLongAgo(long nanos) {
        return clock.nanos() - nanos >= REMEMBERED.toNanos();
    }
}
