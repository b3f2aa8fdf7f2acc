package io.orcastra.engine.replay;

import io.orcastra.engine.explain.Balance;
import io.orcastra.engine.record.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The differences between two sets of rules over the same moments, each from its first moment to its last. */
final class Divergence {
    /** What stops for less and then goes on is one. */
    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final int most;
    private final Map<Matter, Difference> open = new HashMap<>();
    private final Deque<Difference> closed = new ArrayDeque<>();
    private final Map<Difference.Kind, Long> began = new EnumMap<>(Difference.Kind.class);
    private long forgotten;

    /** @param most of those that have ended so many are kept, the newest; all are counted */
    Divergence(int most) {
        this.most = most;
    }

    /** @return whether the two agree in every matter at this moment */
    boolean compare(Map<Matter, Verdict> recorded, Map<Matter, Verdict> would, DecisionRecord decision) {
        Set<Matter> all = new HashSet<>(recorded.keySet());
        all.addAll(would.keySet());
        all.addAll(open.keySet());
        for (Matter matter : all) {
            compare(matter, Optional.ofNullable(recorded.get(matter)), Optional.ofNullable(would.get(matter)), decision);
        }
        return recorded.equals(would);
    }

    /** By the time they began. */
    List<Difference> all() {
        List<Difference> all = new ArrayList<>(closed);
        all.addAll(open.values());
        all.sort(Comparator.comparing(Difference::from).thenComparing(one -> one.matter().toString()));
        return all;
    }

    /** How many began, those that are not kept any more included. */
    Map<Difference.Kind, Long> began() {
        return Map.copyOf(began);
    }

    long forgotten() {
        return forgotten;
    }

    private void compare(Matter matter, Optional<Verdict> was, Optional<Verdict> would, DecisionRecord decision) {
        Difference going = open.get(matter);
        Instant at = decision.at();
        if (was.equals(would)) {
            if (going != null && Duration.between(going.until(), at).compareTo(PAUSE) > 0
                    || going != null && was.isPresent()) {
                close(was.isPresent() && was.equals(going.candidate()) ? going.followed() : going);
                open.remove(matter);
            }
        } else if (going != null && going.goesOn(was, would)) {
            open.put(matter, going.lasting(at));
        } else {
            if (going != null) {
                close(going);
            }
            Difference fresh = new Difference(matter, was, would, at, at, false, balance(was, would, decision));
            open.put(matter, fresh);
            began.merge(fresh.kind(), 1L, Long::sum);
        }
    }

    private void close(Difference ended) {
        closed.add(ended);
        if (closed.size() > most) {
            closed.remove();
            forgotten++;
        }
    }

    private static Optional<Balance> balance(Optional<Verdict> was, Optional<Verdict> would, DecisionRecord decision) {
        return would.or(() -> was).filter(verdict -> !verdict.targets().isEmpty())
                .or(() -> was.filter(verdict -> !verdict.targets().isEmpty()))
                .map(verdict -> Balance.onPaper(decision.facts(), verdict.targets()));
    }
}
