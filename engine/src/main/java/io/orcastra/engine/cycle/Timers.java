package io.orcastra.engine.cycle;

import io.orcastra.engine.port.Clock;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How long what rules time has lasted. Used by one thread. */
final class Timers {
    private final Clock clock;
    private final Map<Elapsed, Running> running = new HashMap<>();

    Timers(Clock clock) {
        this.clock = clock;
    }

    /** Starts timers that are new, ends those that are not wished any more. */
    void wish(Collection<Timer> wished) {
        Map<Elapsed, Duration> now = new HashMap<>();
        wished.forEach(timer -> now.merge(new Elapsed(timer.name(), timer.subject()), timer.lasting(), Timers::shorter));
        running.keySet().retainAll(now.keySet());
        now.forEach((what, lasting) -> running.merge(
                what, new Running(clock.nanos(), lasting), (old, wish) -> new Running(old.since, lasting)));
    }

    /** Timers that have lasted their whole duration and still run. */
    Set<Object> elapsed() {
        return running.entrySet().stream().filter(entry -> left(entry.getValue()) <= 0).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Time until the next timer elapses; null when none runs. */
    Duration due() {
        return running.values().stream().map(this::left).filter(left -> left > 0).min(Long::compare)
                .map(Duration::ofNanos).orElse(null);
    }

    private long left(Running timer) {
        return timer.lasting.toNanos() - (clock.nanos() - timer.since);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private record Running(long since, Duration lasting) {
    }
}
