package io.orcastra.engine.cycle;

import io.orcastra.engine.port.Clock;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How long what rules time has lasted. Used by one thread. */
final class Timers {
    private final Clock clock;
    private final Function<Timer, Duration> lasting;
    private final Map<Elapsed, Running> running = new HashMap<>();
    private boolean held;
    private long heldAt;

    Timers(Clock clock) {
        this(clock, Timer::lasting);
    }

    private Timers(Clock clock, Function<Timer, Duration> lasting) {
        this.clock = clock;
        this.lasting = lasting;
    }

    /** For an evaluation that cannot wait: what may be assumed to have lasted, has. */
    static Timers ofOneLook(Clock clock) {
        return new Timers(clock, timer -> timer.assumed() ? Duration.ZERO : timer.lasting());
    }

    /** Starts timers that are new, ends those that are not wished any more. */
    void wish(Collection<Timer> wished) {
        goOn();
        Map<Elapsed, Duration> now = merged(wished);
        running.keySet().retainAll(now.keySet());
        now.forEach((what, lasting) -> running.merge(
                what, new Running(now(), lasting), (old, wish) -> new Running(old.since, lasting)));
    }

    /**
     * What is wished cannot be trusted, because the swarm is unsettled or not seen: no timer ends or goes on until the
     * next {@link #wish}; new ones wait for it as well.
     */
    void hold(Collection<Timer> wished) {
        if (!held) {
            held = true;
            heldAt = clock.nanos();
        }
        merged(wished).forEach((what, lasting) -> running.putIfAbsent(what, new Running(now(), lasting)));
    }

    /** Timers that have lasted their whole duration and still run. */
    Set<Object> elapsed() {
        return running.entrySet().stream().filter(entry -> left(entry.getValue()) <= 0).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Time until the next timer elapses; null when none runs, or all are held. */
    Duration due() {
        if (held) {
            return null;
        }
        return running.values().stream().map(this::left).filter(left -> left > 0).min(Long::compare)
                .map(Duration::ofNanos).orElse(null);
    }

    private long left(Running timer) {
        return timer.lasting.toNanos() - (now() - timer.since);
    }

    private long now() {
        return held ? heldAt : clock.nanos();
    }

    private void goOn() {
        if (held) {
            held = false;
            long pause = clock.nanos() - heldAt;
            running.replaceAll((what, timer) -> new Running(timer.since + pause, timer.lasting));
        }
    }

    private Map<Elapsed, Duration> merged(Collection<Timer> wished) {
        Map<Elapsed, Duration> merged = new HashMap<>();
        wished.forEach(timer ->
                merged.merge(new Elapsed(timer.name(), timer.subject()), lasting.apply(timer), Timers::shorter));
        return merged;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private record Running(long since, Duration lasting) {
    }
}
