package io.orcastra.engine.cycle;

import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often one thing was skipped. Once is to be expected, for a swarm moves between a look and an action, and what to do
 * is decided anew at once; again and again means that a rule and an action do not see the same. Used by one thread.
 */
final class Skips {
    private static final List<Duration> WAITS = List.of(
            Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(60));
    /** Longer than the longest wait. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<List<String>, Skipped> skipped = new HashMap<>();

    Skips(Clock clock) {
        this.clock = clock;
    }

    /** How often in a row it was skipped by now. */
    int skipped(String subject, String cause) {
        skipped.values().removeIf(one -> clock.nanos() - one.at > REMEMBERED.toNanos());
        return skipped.merge(List.of(subject, cause), new Skipped(1, clock.nanos()),
                (before, now) -> new Skipped(before.times + 1, now.at)).times;
    }

    /** How long to wait after it was skipped so often; empty when it may be decided anew at once. */
    static Optional<Duration> waitAfter(int times) {
        return Optional.of(WAITS.get(Math.min(times, WAITS.size()) - 1)).filter(wait -> !wait.isZero());
    }

    /** It came to something. */
    void ended(String subject, String cause) {
        skipped.remove(List.of(subject, cause));
    }

    private record Skipped(int times, long at) {
    }
}
