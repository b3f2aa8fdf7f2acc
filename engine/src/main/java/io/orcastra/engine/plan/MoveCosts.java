package io.orcastra.engine.plan;

import java.util.Map;

/**
 * What it costs to move services, as learnt: seconds from the stop of a task until its successor runs.
 *
 * @param seconds by service id; a service never seen to start or move is not in it
 */
public record MoveCosts(Map<String, Double> seconds) {
    /** Ten seconds for a service of which nothing is known: Swarm's default stop grace period. */
    public static final double UNKNOWN_SECONDS = 10;
    public static final MoveCosts NONE = new MoveCosts(Map.of());

    public MoveCosts {
        seconds = Map.copyOf(seconds);
    }

    double of(String serviceId) {
        return seconds.getOrDefault(serviceId, UNKNOWN_SECONDS);
    }
}
