package io.orcastra.engine.cycle;

import io.orcastra.engine.plan.PastAction;
import io.orcastra.engine.plan.PastAction.End;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Actions of the last hour that replaced tasks, by the monotonic clock; and for longer what is open still, each service's last
 * move and the moves that another cause took back. Used by one thread.
 */
final class History {
    private static final String MOVE = MoveService.class.getSimpleName();
    private static final Duration REMEMBERED = Duration.ofHours(1);
    /** A start may be given a day; what is open for longer was begun by a process that died. */
    private static final Duration OPEN = Duration.ofHours(25);
    /** Beyond the hour, newest first: some 150 bytes of the ledger each. */
    private static final int KEPT = 200;
    /** A wall clock that is off by less than this has not jumped. */
    private static final Duration DRIFT = Duration.ofSeconds(1);

    private final Clock clock;
    private final List<Entry> entries = new ArrayList<>();
    private Duration contradictions = REMEMBERED;

    History(Clock clock) {
        this.clock = clock;
    }

    void begun(PastAction action) {
        entries.add(new Entry(action, clock.nanos()));
    }

    /** @param lasting how long it is known that two causes contradict each other */
    void keepContradictions(Duration lasting) {
        contradictions = lasting;
    }

    /** What is older than the hour and over was moved by rules that are not there any more. */
    void forgive() {
        entries.removeIf(entry -> age(entry).compareTo(REMEMBERED) >= 0 && !mayBeOpen(entry));
    }

    /** It was not begun after all. */
    void forget(PastAction action) {
        entries.removeIf(entry -> entry.action == action);
    }

    /** Nodes that an action which has just ended was from and to; empty when no such action was begun here. */
    Set<String> nodes(Outcome outcome) {
        return entries.stream().map(entry -> entry.action).filter(action -> isOpen(action, outcome.proposal()))
                .flatMap(action -> Stream.concat(action.from().stream(), action.to().stream()))
                .collect(Collectors.toSet());
    }

    /** Ids of the nodes that an action which has just ended was to go to; empty when it was begun elsewhere. */
    Set<String> targets(Outcome outcome) {
        return entries.stream().map(entry -> entry.action).filter(action -> isOpen(action, outcome.proposal()))
                .flatMap(action -> action.to().stream()).collect(Collectors.toSet());
    }

    /** Of each service the last move of the hour that did not come back by itself, if its nodes are still there. */
    Set<Object> relocated() {
        Map<String, PastAction> last = new HashMap<>();
        forgetOld();
        entries.stream().filter(entry -> age(entry).compareTo(REMEMBERED) < 0).map(this::told)
                .filter(past -> past.action().equals(MOVE))
                .filter(past -> past.end() == End.SUCCEEDED || past.end() == End.OVERTAKEN)
                .forEach(past -> last.put(past.serviceId(), past));
        return last.values().stream().filter(past -> past.end() == End.SUCCEEDED)
                .map(past -> new Relocated(past.serviceId(), past.cause(), past.from(), past.to(), past.at()))
                .collect(Collectors.toSet());
    }

    /** What wrote nothing is no move. False when no such action was begun here. */
    boolean ended(Outcome outcome) {
        Proposal done = outcome.proposal();
        if (outcome.result() == Result.SKIPPED || outcome.result() == Result.REFUSED) {
            return entries.removeIf(entry -> isOpen(entry.action, done));
        }
        End end = outcome.result() == Result.SUCCEEDED ? End.SUCCEEDED : End.FAILED;
        return replace(action -> isOpen(action, done) ? action.ended(end) : action);
    }

    /** Nobody knows how far it came, so it counts as what may have replaced tasks. */
    boolean interrupted(Proposal done) {
        return replace(action -> isOpen(action, done) ? action.ended(End.INTERRUPTED) : action);
    }

    /** Nodes that are not there to keep what was moved to them. */
    void lost(Set<String> nodes) {
        replace(action -> action.end() == End.SUCCEEDED && concerns(action, nodes) ? action.ended(End.OVERTAKEN) : action);
    }

    /** Oldest first, told by the wall clock as it is now, whatever it was when they were begun. */
    List<PastAction> actions() {
        forgetOld();
        return entries.stream().map(this::told).toList();
    }

    private void forgetOld() {
        List<Entry> old = entries.stream().filter(entry -> age(entry).compareTo(REMEMBERED) >= 0)
                .sorted(Comparator.comparing(this::age)).toList();
        if (!old.isEmpty()) {
            Set<Entry> kept = old.stream().filter(entry -> mayBeOpen(entry) || mayContradict(entry)).limit(KEPT)
                    .collect(Collectors.toSet());
            entries.removeIf(entry -> old.contains(entry) && !kept.contains(entry));
        }
    }

    private boolean mayBeOpen(Entry one) {
        return one.action.end() == End.OPEN && age(one).compareTo(OPEN) < 0;
    }

    /** Another cause took it back, or it took another's back, or that may still come. */
    private boolean mayContradict(Entry one) {
        return age(one).compareTo(contradictions) < 0 && isMove(one.action)
                && (entries.stream().noneMatch(other -> isLater(other, one))
                        || entries.stream().anyMatch(other -> one.action.contradicts(other.action)));
    }

    private boolean isLater(Entry other, Entry one) {
        return isMove(other.action) && other.action.serviceId().equals(one.action.serviceId())
                && age(other).compareTo(age(one)) < 0;
    }

    private static boolean isMove(PastAction past) {
        return past.action().equals(MOVE) && past.end() == End.SUCCEEDED;
    }

    /** Forgets everything and knows what another instance, or an earlier process, wrote. */
    void read(Collection<PastAction> actions) {
        entries.clear();
        for (PastAction action : actions) {
            Duration age = Duration.between(action.at(), clock.instant());
            entries.add(new Entry(action, clock.nanos() - (age.isNegative() ? 0 : age.toNanos())));
        }
        entries.sort((one, other) -> Long.compare(one.beganAt - clock.nanos(), other.beganAt - clock.nanos()));
    }

    /** Knows as well what another wrote; of an action known to both, what became of it counts. */
    void merge(Collection<PastAction> actions) {
        List<PastAction> ours = actions();
        List<PastAction> all = new ArrayList<>(ours);
        for (PastAction theirs : actions) {
            ours.stream().filter(own -> isSame(own, theirs)).findFirst().ifPresentOrElse(
                    own -> all.replaceAll(one -> one == own && own.end() == End.OPEN ? own.ended(theirs.end()) : one),
                    () -> all.add(theirs));
        }
        read(all);
    }

    private boolean replace(UnaryOperator<PastAction> change) {
        boolean changed = false;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            PastAction now = change.apply(entry.action);
            changed |= now != entry.action;
            entries.set(i, new Entry(now, entry.beganAt));
        }
        return changed;
    }

    private PastAction told(Entry entry) {
        Instant began = clock.instant().minus(age(entry));
        boolean jumped = Duration.between(began, entry.action.at()).abs().compareTo(DRIFT) > 0;
        return jumped ? entry.action.begunAt(began) : entry.action;
    }

    private Duration age(Entry entry) {
        return Duration.ofNanos(clock.nanos() - entry.beganAt);
    }

    private static boolean isOpen(PastAction past, Proposal done) {
        return past.end() == End.OPEN && past.serviceId().equals(done.subject()) && past.cause().equals(done.cause());
    }

    private static boolean isSame(PastAction one, PastAction other) {
        return one.serviceId().equals(other.serviceId()) && one.cause().equals(other.cause())
                && one.action().equals(other.action())
                && Duration.between(one.at(), other.at()).abs().compareTo(DRIFT) <= 0;
    }

    private static boolean concerns(PastAction past, Set<String> nodes) {
        return past.from().stream().anyMatch(nodes::contains) || past.to().stream().anyMatch(nodes::contains);
    }

    private record Entry(PastAction action, long beganAt) {
    }
}
