package io.orcastra.engine.cycle;

import io.orcastra.facts.cluster.HealthCheck;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.policy.ServiceStartLimit;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How long a start may take of the services of which anything is known, for rules and for moves alike. Swarm itself lets a task
 * start until its health check has failed as often as it may after its start period. Used by one thread.
 */
final class Patience {
    /** Long enough for twice of five minutes; beyond it a task that never starts would keep the others waiting. */
    private static final double LONGEST = Duration.ofMinutes(10).toSeconds();
    private static final double SLOW = 30;

    private final Map<String, Double> slowest = new HashMap<>();

    /** With the tasks that are there; of a service of which nothing runs, by what ran last. */
    Set<StartPatience> of(Collection<?> facts) {
        learn(facts);
        Map<String, Double> seconds = new HashMap<>();
        slowest.forEach((service, start) -> {
            if (start > SLOW) {
                seconds.put(service, 2 * start);
            }
        });
        Map<String, Duration> set = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof HealthCheck check) {
                seconds.merge(check.serviceId(), allowed(check), Math::max);
            } else if (fact instanceof ServiceStartLimit limit) {
                set.put(limit.service(), limit.limit());
            }
        }
        return together(facts, seconds, set);
    }

    private static Set<StartPatience> together(Collection<?> facts, Map<String, Double> seconds, Map<String, Duration> set) {
        Set<StartPatience> patience = new HashSet<>();
        for (Object fact : facts) {
            if (fact instanceof Service service) {
                Duration own = set.getOrDefault(service.name(), set.get(service.shortName()));
                if (own != null) {
                    patience.add(new StartPatience(service.id(), own, true));
                } else if (seconds.containsKey(service.id())) {
                    long millis = Math.round(1000 * Math.min(LONGEST, seconds.get(service.id())));
                    patience.add(new StartPatience(service.id(), Duration.ofMillis(millis), false));
                }
            }
        }
        return patience;
    }

    private void learn(Collection<?> facts) {
        StartTimes times = StartTimes.in(facts);
        Set<String> services = new HashSet<>();
        Map<String, Double> running = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Service service) {
                services.add(service.id());
            } else if (fact instanceof Task task && times.of(task) >= 0) {
                running.merge(task.serviceId(), times.of(task), Math::max);
            }
        }
        slowest.keySet().retainAll(services);
        slowest.putAll(running);
    }

    private static double allowed(HealthCheck check) {
        return seconds(check.startPeriod()) + check.retries() * seconds(check.interval());
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.getSeconds() + duration.getNano() / 1e9);
    }
}
