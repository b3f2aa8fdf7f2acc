package io.orcastra.engine.cycle;

import io.orcastra.engine.ledger.Remembered;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.control.NodeLosses;
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
import java.util.stream.Collectors;

/**
 * How often nodes went down of late. Every instance counts what it sees, and of what another has written the more counts: where
 * the instance that acts is lost with its node, the one that takes over has seen it. Used by one thread.
 */
final class Losses {
    static final Duration REMEMBERED = Duration.ofDays(1);
    /** Some 100 bytes of the ledger each; more that were lost within a day were lost together, which is no flapping. */
    static final int KEPT = 200;

    /** What two instances count within this time is one loss: the second had read what the first wrote before it saw it. */
    static final Duration ONE = Duration.ofSeconds(30);

    private final Clock clock;
    private final Map<String, Loss> losses = new HashMap<>();
    private final Set<String> up = new HashSet<>();
    private boolean changed;

    Losses(Clock clock) {
        this.clock = clock;
    }

    /** After a change of leader all nodes are unknown for a moment: they are what they were before. */
    void look(Collection<?> facts) {
        Set<String> present = new HashSet<>();
        for (Object fact : facts) {
            if (fact instanceof Node node) {
                present.add(node.id());
                look(node);
            }
        }
        up.retainAll(present);
    }

    private void look(Node node) {
        if (node.status() == NodeStatus.READY) {
            up.add(node.id());
        } else if (node.status() != NodeStatus.UNKNOWN && up.remove(node.id()) && node.availability() != Availability.DRAIN) {
            count(node.id());
        }
    }

    private void count(String node) {
        forgetOld();
        long endsAt = clock.nanos() + REMEMBERED.toNanos();
        Loss before = losses.get(node);
        if (before == null || endsAt - before.endsAt >= ONE.toNanos()) {
            losses.put(node, new Loss(before == null ? 1 : before.count + 1, endsAt));
            leaveOutTooMany();
            changed = true;
        }
    }

    /** What is present now. */
    Set<Object> facts() {
        forgetOld();
        return losses.entrySet().stream().map(entry -> new NodeLosses(entry.getKey(), entry.getValue().count))
                .collect(Collectors.toSet());
    }

    /** Time until something is forgotten; null when there is nothing. */
    Duration due() {
        return losses.values().stream().map(loss -> loss.endsAt - clock.nanos()).min(Long::compare)
                .map(nanos -> Duration.ofNanos(Math.max(0, nanos))).orElse(null);
    }

    /** Whether something was lost since {@link #written()}. */
    boolean changed() {
        return changed;
    }

    void written() {
        changed = false;
    }

    /** What is to be written down. */
    List<Remembered> remembered() {
        forgetOld();
        return losses.entrySet().stream().map(entry -> new Remembered(new NodeLosses(entry.getKey(), entry.getValue().count),
                clock.instant().plusNanos(entry.getValue().endsAt - clock.nanos()), REMEMBERED)).toList();
    }

    /** Knows as well what another instance, or an earlier process, wrote. */
    void know(Collection<Remembered> written) {
        forgetOld();
        Instant now = clock.instant();
        for (Remembered one : written) {
            Duration left = Duration.between(now, one.until());
            if (one.fact() instanceof NodeLosses theirs && left.compareTo(Duration.ZERO) > 0) {
                Duration bounded = left.compareTo(REMEMBERED) < 0 ? left : REMEMBERED;
                losses.merge(theirs.nodeId(), new Loss(theirs.count(), clock.nanos() + bounded.toNanos()), Losses::more);
            }
        }
        leaveOutTooMany();
    }

    /** Of the same count the one that lasts longer. */
    private static Loss more(Loss own, Loss other) {
        return own.count > other.count || own.count == other.count && own.endsAt - other.endsAt >= 0 ? own : other;
    }

    private void forgetOld() {
        losses.values().removeIf(loss -> loss.endsAt - clock.nanos() <= 0);
    }

    private void leaveOutTooMany() {
        if (losses.size() > KEPT) {
            List<Map.Entry<String, Loss>> all = new ArrayList<>(losses.entrySet());
            all.sort(Comparator.<Map.Entry<String, Loss>>comparingInt(entry -> entry.getValue().count)
                    .thenComparingLong(entry -> entry.getValue().endsAt - clock.nanos()).thenComparing(Map.Entry::getKey));
            all.subList(0, all.size() - KEPT).forEach(entry -> losses.remove(entry.getKey()));
        }
    }

    private record Loss(int count, long endsAt) {
    }
}
