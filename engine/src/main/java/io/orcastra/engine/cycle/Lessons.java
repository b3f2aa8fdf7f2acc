package io.orcastra.engine.cycle;

import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.ledger.Remembered;
import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.plan.PastAction;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.NodeLosses;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What outcomes taught: facts that are present for a time, and the moves of the last hour. Everything ends by the
 * monotonic clock. Used by one thread.
 */
final class Lessons {
    static final String SOURCE = "lessons";
    /** As long as the history remembers what succeeded. */
    private static final Duration MOVES_REMEMBERED = Duration.ofHours(1);
    /** The last of the default retry intervals: by then somebody may have logged the node in, or the image is there. */
    private static final Duration PULL_REFUSED = Duration.ofMinutes(15);
    /** Ends when something is new; this only keeps what nobody wishes any more from staying for ever. */
    private static final Duration FAILURES_REMEMBERED = Duration.ofDays(7);
    /** Attempts end when the service is well again; this only keeps those of vanished services from staying for ever. */
    private static final Duration ATTEMPTS_REMEMBERED = Duration.ofHours(24);

    private final Clock clock;
    private final Map<Object, Lesson> lessons = new HashMap<>();
    private final History history;
    private final Skips skips;
    private final Losses losses;
    private boolean changed;

    Lessons(Clock clock) {
        this.clock = clock;
        history = new History(clock);
        skips = new Skips(clock);
        losses = new Losses(clock);
    }

    void learn(Outcome outcome, Retries retries, Duration cooldown) {
        Proposal done = outcome.proposal();
        changed |= history.ended(outcome);
        for (var refusal : outcome.refusedPulls()) {
            put(new RefusedPull(done.subject(), refusal.image(), refusal.nodeId(), refusal.message(),
                    clock.instant().plus(PULL_REFUSED)), PULL_REFUSED);
        }
        if (outcome.result() == Result.SKIPPED) {
            skipped(done);
            return;
        }
        skips.ended(done.subject(), done.cause());
        if (outcome.result() == Result.SUCCEEDED) {
            put(new Cooldown(done.subject(), done.cause(), clock.instant().plus(cooldown)), cooldown);
            lessons.remove(identity(new FailedMove(done.subject(), clock.instant())));
            lessons.remove(List.of(MoveFailures.class, done.subject(), done.cause()));
        } else if (done.action() instanceof MoveService) {
            put(new FailedMove(done.subject(), clock.instant()), MOVES_REMEMBERED);
        }
        if (outcome.result() != Result.SUCCEEDED || retries.limited(done.subject()) || mayNotHelp(done)) {
            countAttempt(done, retries);
        }
    }

    /** After a move, well or not, all that took part in it rests; to be called before {@link #learn}. */
    void rest(Outcome outcome, Rests rests) {
        boolean moved = outcome.result() == Result.SUCCEEDED || outcome.result() == Result.FAILED;
        if (moved && outcome.proposal().action() instanceof MoveService move) {
            rests.after(move.serviceId(), history.nodes(outcome)).forEach((subject, lasting) ->
                    put(new Resting(subject, clock.instant().plus(lasting)), lasting));
        }
    }

    /**
     * A move that restarted tasks and failed; to be called before {@link #learn}.
     *
     * @param circumstances in which it failed
     */
    void failed(Outcome outcome, Supplier<Set<String>> circumstances) {
        Proposal done = outcome.proposal();
        if (outcome.result() != Result.FAILED || outcome.restarts() == 0 || !(done.action() instanceof MoveService)) {
            return;
        }
        Set<String> targets = history.targets(outcome);
        Lesson before = lessons.get(List.of(MoveFailures.class, done.subject(), done.cause()));
        put(MovesInVain.onceMore(before == null ? null : (MoveFailures) before.fact, new MoveFailures(done.subject(),
                done.cause(), 1, targets.size() == 1 ? targets.iterator().next() : "", targets,
                MovesInVain.brief(outcome.message()), circumstances.get())), FAILURES_REMEMBERED);
        leaveOutOldFailures();
    }

    /** What failed may succeed now that something is new. */
    void reconsider(Supplier<Set<String>> circumstances) {
        if (failures().anyMatch(failures -> failures.count() > 0)) {
            Set<String> now = circumstances.get();
            failures().toList().forEach(failures -> MovesInVain.reconsidered(failures, now).ifPresent(this::replace));
            leaveOutOldFailures();
        }
    }

    /** Rules are others now: nothing says that they will go wrong as well. */
    void forgive() {
        failures().toList().forEach(failures -> replace(MovesInVain.forgiven(failures, Set.of())));
        history.forgive();
        changed = true;
    }

    /** An action that replaces tasks is about to begin. */
    void begun(PastAction action) {
        history.begun(action);
        changed = true;
    }

    /** What an earlier process began was finished or undone; to be called before {@link #learn}. */
    void interrupted(Proposal done) {
        changed |= history.interrupted(done);
    }

    /** It did not begin after all. */
    void notBegun(PastAction action) {
        history.forget(action);
        changed = true;
    }

    /** The subject is well: the next attempt, whatever its cause, is a first one and waits for none before it. */
    boolean recovered(String subject) {
        boolean known = lessons.values().removeIf(lesson ->
                lesson.fact instanceof Attempts attempts && attempts.subject().equals(subject)
                || lesson.fact instanceof Backoff backoff && backoff.subject().equals(subject));
        changed |= known;
        return known;
    }

    /** What is present now. */
    Set<Object> facts() {
        lessons.values().removeIf(lesson -> lesson.endsAt - clock.nanos() <= 0);
        Set<Object> facts = new HashSet<>(history.relocated());
        lessons.values().forEach(lesson -> facts.add(lesson.fact));
        facts.addAll(losses.facts());
        return facts;
    }

    /** Moves and restarts of the last hour. */
    History history() {
        return history;
    }

    /** Nodes that went down of late. */
    Losses losses() {
        return losses;
    }

    /** Time until something ends; null when nothing is to end. */
    Duration due() {
        Duration lost = losses.due();
        return Stream.concat(lessons.values().stream().map(lesson -> lesson.endsAt - clock.nanos()),
                        Stream.ofNullable(lost).map(Duration::toNanos)).min(Long::compare)
                .map(nanos -> Duration.ofNanos(Math.max(0, nanos))).orElse(null);
    }

    /** Whether something was learnt from actions since {@link #written()}. */
    boolean changed() {
        return changed;
    }

    void written() {
        changed = false;
        losses.written();
    }

    /**
     * @param timings     what is to be written down beside
     * @param moveSeconds what moves took, likewise
     */
    Map<String, String> entries(Collection<Timing> timings, Map<String, Double> moveSeconds) {
        facts();
        Collection<Remembered> all = new ArrayList<>(losses.remembered());
        lessons.values().forEach(lesson -> all.add(new Remembered(
                lesson.fact, clock.instant().plusNanos(lesson.endsAt - clock.nanos()), lesson.lasting)));
        return CooldownPage.entries(all, history.actions(), timings, moveSeconds);
    }

    /** Knows what a moment ago was present of {@link #facts()}; for a look at that moment, in which nothing ends. */
    void know(Collection<?> present) {
        present.forEach(fact -> put(fact, ATTEMPTS_REMEMBERED));
    }

    /** Forgets everything and knows what another instance, or an earlier process, wrote. */
    void read(CooldownPage page) {
        lessons.clear();
        history.read(page.history());
        losses.know(page.remembered());
        remembered(page).forEach(lessons::put);
        changed = false;
    }

    /** Knows what another wrote as well as what is not written yet; of two lessons about one thing the longer holds. */
    void merge(CooldownPage page) {
        history.merge(page.history());
        losses.know(page.remembered());
        remembered(page).forEach((what, theirs) -> lessons.merge(
                what, theirs, (own, other) -> own.endsAt - other.endsAt >= 0 ? own : other));
        leaveOutOldFailures();
    }

    private Map<Object, Lesson> remembered(CooldownPage page) {
        Map<Object, Lesson> remembered = new HashMap<>();
        Instant now = clock.instant();
        for (Remembered one : page.remembered()) {
            Duration left = Duration.between(now, one.until());
            Duration bounded = left.compareTo(one.lasting()) < 0 ? left : one.lasting();
            if (!(one.fact() instanceof NodeLosses) && !bounded.isNegative() && !bounded.isZero()) {
                remembered.put(
                        identity(one.fact()), new Lesson(one.fact(), clock.nanos() + bounded.toNanos(), one.lasting()));
            }
        }
        return remembered;
    }

    private void skipped(Proposal done) {
        int times = skips.skipped(done.subject(), done.cause());
        Skips.waitAfter(times).ifPresent(wait ->
                put(new Backoff(done.subject(), done.cause(), times, clock.instant().plus(wait)), wait));
    }

    /** What is up again may fail again: such restarts count, well or not, until a rule says that they have helped. */
    private static boolean mayNotHelp(Proposal done) {
        return done.action() instanceof RestartContainer || done.action() instanceof RestartEngine;
    }

    private void countAttempt(Proposal done, Retries retries) {
        Lesson before = lessons.get(List.of(Attempts.class, done.subject(), done.cause()));
        int count = before == null ? 1 : ((Attempts) before.fact).count() + 1;
        Duration wait = retries.afterAttempt(done.subject(), count);
        put(new Attempts(done.subject(), done.cause(), count), ATTEMPTS_REMEMBERED);
        put(new Backoff(done.subject(), done.cause(), count, clock.instant().plus(wait)), wait);
    }

    private Stream<MoveFailures> failures() {
        return lessons.values().stream().map(lesson -> lesson.fact).filter(MoveFailures.class::isInstance)
                .map(MoveFailures.class::cast);
    }

    private void leaveOutOldFailures() {
        MovesInVain.superfluous(failures(), Comparator.<MoveFailures, Long>comparing(
                failures -> clock.nanos() - lessons.get(identity(failures)).endsAt)
                .thenComparing(MoveFailures::serviceId).thenComparing(MoveFailures::cause))
                .forEach(old -> lessons.remove(identity(old)));
    }

    /** For as long as before. */
    private void replace(Object fact) {
        lessons.computeIfPresent(identity(fact), (same, old) -> new Lesson(fact, old.endsAt, old.lasting));
        changed = true;
    }

    private void put(Object fact, Duration lasting) {
        lessons.put(identity(fact), new Lesson(fact, clock.nanos() + lasting.toNanos(), lasting));
        changed = true;
    }

    private static Object identity(Object fact) {
        if (fact instanceof Cooldown cooldown) {
            return List.of(Cooldown.class, cooldown.subject(), cooldown.cause());
        }
        if (fact instanceof Backoff backoff) {
            return List.of(Backoff.class, backoff.subject(), backoff.cause());
        }
        if (fact instanceof Attempts attempts) {
            return List.of(Attempts.class, attempts.subject(), attempts.cause());
        }
        if (fact instanceof FailedMove failed) {
            return List.of(FailedMove.class, failed.serviceId());
        }
        if (fact instanceof MoveFailures failures) {
            return List.of(MoveFailures.class, failures.serviceId(), failures.cause());
        }
        if (fact instanceof Resting resting) {
            return List.of(Resting.class, resting.subject());
        }
        RefusedPull pull = (RefusedPull) fact;
        return List.of(RefusedPull.class, pull.serviceId(), pull.image(), pull.nodeId());
    }

    private record Lesson(Object fact, long endsAt, Duration lasting) {
    }
}
