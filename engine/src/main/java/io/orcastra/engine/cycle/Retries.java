package io.orcastra.engine.cycle;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the next attempt to mend something waits. Services of the configuration have intervals of their own, what
 * else we write has those the configuration has when it says nothing.
 */
final class Retries {
    private static final List<Duration> DEFAULT = List.of(
            Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(300),
            Duration.ofSeconds(900));

    private final Map<String, List<Duration>> byServiceId = new HashMap<>();

    private Retries() {
    }

    static Retries of(Collection<?> facts) {
        Map<String, List<Duration>> byName = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Anchor anchor) {
                byName.putIfAbsent(anchor.service(), anchor.retryIntervals());
            } else if (fact instanceof Dependency dependency) {
                byName.put(dependency.dependent(), dependency.retryIntervals());
            }
        }
        Retries retries = new Retries();
        for (Object fact : facts) {
            if (fact instanceof Service service && byName.containsKey(service.name())) {
                retries.byServiceId.put(service.id(), byName.get(service.name()));
            }
        }
        return retries;
    }

    /** Whether the configuration says how often this service may be mended. */
    boolean limited(String serviceId) {
        return byServiceId.containsKey(serviceId);
    }

    /** @param attempt from 1; the last interval repeats */
    Duration afterAttempt(String subject, int attempt) {
        List<Duration> intervals = byServiceId.getOrDefault(subject, DEFAULT);
        List<Duration> some = intervals.isEmpty() ? DEFAULT : intervals;
        return some.get(Math.min(attempt, some.size()) - 1);
    }
}
