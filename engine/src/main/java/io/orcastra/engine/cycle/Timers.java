package io.orcastra.engine.cycle;

import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.Background.RunningTimer;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How long what rules time has lasted. How long a dependent has been displaced is to be written down once it is a minute,
 * or long enough to give it up, so that a restart of the process does not start it anew; everything else must be seen to
 * last without a break. Used by one thread.
 */
final class Timers {
    /** Less than this, from the beginning or since the last time, is not worth a write of the ledger, unless it is all. */
    private static final Duration WORTH_WRITING = Duration.ofMinutes(1);

    /** Names of the timers that outlast the process. */
    private static final Set<String> KEPT = Set.of("displaced");

    private final Clock clock;
    private final Function<Timer, Duration> lasting;
    private final Map<Elapsed, Running> running = new HashMap<>();
    private final Map<String, Waiting> waiting = new HashMap<>();
    private Map<String, Timing> written = Map.of();
    private boolean held;
    private long heldAt;

    Timers(Clock clock) {
        this(clock, Timer::lasting);
    }

    private Timers(Clock clock, Function<Timer, Duration> lasting) {
        this.clock = clock;
        this.lasting = lasting;
    }

    /** For an evaluation that cannot wait: what may be assumed to have lasted, has, unless it is known how long it has. */
    static Timers ofOneLook(Clock clock, Collection<Timing> known) {
        Set<String> identities = byIdentity(known).keySet();
        return new Timers(clock, timer -> timer.assumed() && !identities.contains(
                Timing.of(new Elapsed(timer.name(), timer.subject()), Duration.ZERO).identity())
                ? Duration.ZERO : timer.lasting());
    }

    /** Starts timers that are new, lets those wait that are held, ends the others that are not wished any more. */
    void wish(Collection<Timer> wished, Collection<HeldTimer> unclear) {
        goOn();
        Map<Elapsed, Duration> now = merged(wished);
        running.forEach((what, timer) -> {
            if (!now.containsKey(what)) {
                Timing timing = Timing.of(what, passed(timer));
                waiting.put(timing.identity(), new Waiting(timing, isWorthWriting(timer)));
            }
        });
        running.keySet().retainAll(now.keySet());
        now.forEach((what, lasting) -> running.compute(
                what, (same, old) -> old == null ? begun(what, lasting) : new Running(old.since, lasting)));
        waiting.values().removeIf(waits -> unclear.stream().noneMatch(
                one -> one.name().equals(waits.timing().name()) && one.serviceId().equals(waits.timing().about())));
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
        merged(wished).forEach((what, lasting) -> running.computeIfAbsent(what, started -> begun(what, lasting)));
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

    /** What is to be written down: timers that run and timers that wait. */
    List<Timing> timings() {
        List<Timing> timings = new ArrayList<>();
        waiting.values().stream().filter(Waiting::isWorthWriting).forEach(waits -> timings.add(waits.timing()));
        running.forEach((what, timer) -> {
            if (isWorthWriting(timer)) {
                timings.add(Timing.of(what, passed(timer)));
            }
        });
        timings.removeIf(timing -> !KEPT.contains(timing.name()));
        return timings;
    }

    /** Whether {@link #timings()} would say something worth writing. */
    boolean changed() {
        Map<String, Timing> now = byIdentity(timings());
        return !now.keySet().equals(written.keySet()) || running.entrySet().stream().anyMatch(this::isNews);
    }

    void written() {
        written = byIdentity(timings());
    }

    /** Knows what another instance, or an earlier process, wrote; of what is known to both the longer counts. */
    void remember(Collection<Timing> timings) {
        Map<String, Timing> theirs = byIdentity(timings);
        running.replaceAll((what, timer) -> {
            Timing same = theirs.remove(Timing.of(what, Duration.ZERO).identity());
            return same == null || same.passed().compareTo(passed(timer)) <= 0 ? timer : since(same, timer.lasting);
        });
        theirs.forEach((identity, timing) -> waiting.put(identity, new Waiting(timing, true)));
        written = byIdentity(timings);
    }

    /**
     * Everything, in a stable order, so that {@link #resume} can go on with it elsewhere.
     *
     * @param facts what the rules concluded from: a timer has elapsed when they were told so, however much time has
     *              passed since
     */
    List<RunningTimer> asConcluded(Set<Object> facts) {
        return running.entrySet().stream().map(entry -> asConcluded(entry.getKey(), entry.getValue(), facts))
                .sorted(Comparator.comparing(RunningTimer::name).thenComparing(timer -> timer.subject().toString()))
                .toList();
    }

    private RunningTimer asConcluded(Elapsed what, Running timer, Set<Object> facts) {
        Duration passed = Duration.ofNanos(now() - timer.since);
        Duration told = facts.contains(what) ? later(passed, timer.lasting)
                : shorter(passed, timer.lasting.minusNanos(1));
        return new RunningTimer(what.name(), what.subject(), told, timer.lasting);
    }

    List<Timing> waiting() {
        return waiting.values().stream().map(Waiting::timing).sorted(Comparator.comparing(Timing::identity)).toList();
    }

    void resume(Collection<RunningTimer> timers, Collection<Timing> timings) {
        timers.forEach(timer -> running.put(new Elapsed(timer.name(), timer.subject()),
                new Running(now() - timer.passed().toNanos(), timer.lasting())));
        timings.forEach(timing -> waiting.put(timing.identity(), new Waiting(timing, false)));
    }

    /** Of timers that run here and there, lasting equally, those there tell when they began. */
    void follow(Collection<RunningTimer> others) {
        others.forEach(other -> running.computeIfPresent(new Elapsed(other.name(), other.subject()), (what, own) ->
                own.lasting.equals(other.lasting()) ? new Running(now() - other.passed().toNanos(), own.lasting) : own));
    }

    /** Time until the next timer elapses that does not run there as well; null when there is none, or all are held. */
    Duration dueBeside(Collection<RunningTimer> others) {
        if (held) {
            return null;
        }
        Map<Elapsed, Duration> there = new HashMap<>();
        others.forEach(other -> there.put(new Elapsed(other.name(), other.subject()), other.lasting()));
        return running.entrySet().stream().filter(own -> !own.getValue().lasting.equals(there.get(own.getKey())))
                .map(own -> left(own.getValue())).filter(left -> left > 0).min(Long::compare).map(Duration::ofNanos)
                .orElse(null);
    }

    private Running begun(Elapsed what, Duration lasting) {
        Waiting before = waiting.remove(Timing.of(what, Duration.ZERO).identity());
        return before == null ? new Running(now(), lasting) : since(before.timing(), lasting);
    }

    private Running since(Timing before, Duration lasting) {
        return new Running(now() - before.passed().toNanos(), lasting);
    }

    private boolean isNews(Map.Entry<Elapsed, Running> one) {
        Duration passed = passed(one.getValue());
        Timing before = written.get(Timing.of(one.getKey(), passed).identity());
        if (before == null) {
            return false;
        }
        boolean elapsed = left(one.getValue()) <= 0 && before.passed().compareTo(passed) < 0;
        return elapsed || passed.minus(before.passed()).compareTo(WORTH_WRITING) >= 0;
    }

    private boolean isWorthWriting(Running timer) {
        return left(timer) <= 0 || passed(timer).compareTo(WORTH_WRITING) >= 0;
    }

    /** At most the whole duration: what has elapsed is written once. */
    private Duration passed(Running timer) {
        Duration passed = Duration.ofNanos(now() - timer.since);
        return passed.compareTo(timer.lasting) < 0 ? passed : timer.lasting;
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

    private static Map<String, Timing> byIdentity(Collection<Timing> timings) {
        return timings.stream().collect(Collectors.toMap(
                Timing::identity, Function.identity(), (one, same) -> one, HashMap::new));
    }

    private Map<Elapsed, Duration> merged(Collection<Timer> wished) {
        Map<Elapsed, Duration> merged = new HashMap<>();
        wished.forEach(timer ->
                merged.merge(new Elapsed(timer.name(), timer.subject()), lasting.apply(timer), Timers::shorter));
        return merged;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private record Running(long since, Duration lasting) {
    }

    private record Waiting(Timing timing, boolean isWorthWriting) {
    }
}
