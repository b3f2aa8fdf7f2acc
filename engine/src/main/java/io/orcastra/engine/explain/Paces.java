package io.orcastra.engine.explain;

import io.orcastra.engine.simulation.Behaviour;
import io.orcastra.engine.simulation.Scenario;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long services take to start, as their tasks did, for which a move waits twice as long. What takes very long is rehearsed
 * shorter and counted afterwards, so that many tasks one after the other come to an end.
 *
 * @param starts by service id; a service of which nothing is known is not in it
 */
record Paces(Map<String, Duration> starts) {
    /** Far below what a move waits for. */
    private static final Duration LONGEST_REHEARSED = Duration.ofSeconds(30);

    Paces {
        starts = Map.copyOf(starts);
    }

    /** The scenario with services that start as slowly as is known, never faster: the clocks of two machines told it. */
    Scenario in(Scenario scenario) {
        Map<String, Behaviour> behaviours = new HashMap<>(scenario.behaviours());
        behaviours.replaceAll((service, behaviour) -> {
            Duration rehearsed = start(service).minus(beyond(service));
            return rehearsed.compareTo(behaviour.start()) > 0 ? behaviour.starting(rehearsed, behaviour.stop()) : behaviour;
        });
        return scenario.with(behaviours);
    }

    /** What a start takes beyond what is rehearsed. */
    Duration beyond(String serviceId) {
        Duration rest = start(serviceId).minus(LONGEST_REHEARSED);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** Zero for a service of which nothing is known. */
    Duration start(String serviceId) {
        return starts.getOrDefault(serviceId, Duration.ZERO);
    }
}
