package io.orcastra.engine.replay;

import io.orcastra.engine.cycle.Rerun;
import io.orcastra.engine.explain.Balance;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.recording.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs candidate policies over what was recorded. The world goes on as it was recorded: what a candidate would have
 * done beyond that is told once, for as long as it would have wanted it. Used by one thread.
 */
public final class Replay {
    /** The loop itself is rarely more punctual. */
    private static final Duration PUNCTUAL = Duration.ofSeconds(1);
    /** What stops for less and then goes on is one. */
    private static final Duration PAUSE = Duration.ofMinutes(2);
    /** A candidate with a timer for every second would never end. */
    private static final int MOMENTS_BETWEEN = 100;

    private final Rerun rerun;
    private final Candidate candidate;
    private final Map<Matter, Difference> open = new HashMap<>();
    private final List<Difference> closed = new ArrayList<>();
    private Map<Matter, Verdict> recorded = Map.of();
    private Map<Matter, Verdict> before = Map.of();
    private Set<Object> lastFacts;
    private Set<Object> lastGiven;
    private Instant first;
    private Instant last;
    private String process;
    private boolean restarted;
    private long cycles;
    private long dropped;
    private int actions;
    private int restarts;

    public Replay(Rerun rerun, Candidate candidate) {
        this.rerun = rerun;
        this.candidate = candidate;
    }

    /** The entries of a recording, oldest first. */
    public void next(Entry entry) {
        if (entry instanceof Entry.Started started) {
            restarted |= !started.process().equals(process);
            process = started.process();
        } else if (entry instanceof Entry.Cycle cycle) {
            next(cycle);
        }
    }

    public Comparison result() {
        List<Difference> all = new ArrayList<>(closed);
        all.addAll(open.values());
        all.sort(Comparator.comparing(Difference::from).thenComparing(one -> one.matter().toString()));
        return new Comparison(first, last, cycles, dropped, actions, restarts, all);
    }

    private void next(Entry.Cycle cycle) {
        if (restarted) {
            rerun.restart();
            restarted = false;
        } else {
            between(cycle.at());
        }
        first = first == null ? cycle.at() : first;
        last = cycle.at();
        cycles++;
        dropped += cycle.dropped();
        before = recorded;
        recorded = Verdict.of(cycle.plan(), cycle.findings());
        count(cycle);
        if (cycle.facts() != lastFacts) {
            lastFacts = cycle.facts();
            lastGiven = candidate.facts(lastFacts);
        }
        Background background = candidate.background(cycle.background());
        compare(rerun.judge(lastGiven, background, cycle.at()));
    }

    /** What is planned again in the next cycle, because it could not be begun or is only shown, counts once. */
    private void count(Entry.Cycle cycle) {
        recorded.forEach((matter, verdict) -> {
            Verdict earlier = before.get(matter);
            if (verdict.kind() == Verdict.Kind.PLANNED && (earlier == null || earlier.kind() != Verdict.Kind.PLANNED)) {
                actions++;
                restarts += verdict.restarts();
            }
        });
    }

    private void between(Instant next) {
        for (int i = 0; i < MOMENTS_BETWEEN; i++) {
            Optional<Instant> due = rerun.due().filter(at -> at.isBefore(next.minus(PUNCTUAL)));
            if (due.isEmpty()) {
                return;
            }
            compare(rerun.judgeLater(due.get()));
        }
    }

    private void compare(DecisionRecord decision) {
        Map<Matter, Verdict> would = Verdict.of(decision.plan(), decision.findings());
        Set<Matter> all = new HashSet<>(recorded.keySet());
        all.addAll(would.keySet());
        all.addAll(open.keySet());
        for (Matter matter : all) {
            compare(matter, Optional.ofNullable(recorded.get(matter)), Optional.ofNullable(would.get(matter)), decision);
        }
    }

    private void compare(Matter matter, Optional<Verdict> was, Optional<Verdict> would, DecisionRecord decision) {
        Difference going = open.get(matter);
        Instant at = decision.at();
        if (was.equals(would)) {
            if (going != null && Duration.between(going.until(), at).compareTo(PAUSE) > 0
                    || going != null && was.isPresent()) {
                closed.add(was.isPresent() && was.equals(going.candidate()) ? going.followed() : going);
                open.remove(matter);
            }
        } else if (going != null && going.goesOn(was, would)) {
            open.put(matter, going.lasting(at));
        } else {
            if (going != null) {
                closed.add(going);
            }
            open.put(matter, new Difference(matter, was, would, at, at, false, balance(was, would, decision)));
        }
    }

    private static Optional<Balance> balance(Optional<Verdict> was, Optional<Verdict> would, DecisionRecord decision) {
        return would.or(() -> was).filter(verdict -> !verdict.targets().isEmpty())
                .or(() -> was.filter(verdict -> !verdict.targets().isEmpty()))
                .map(verdict -> Balance.onPaper(decision.facts(), verdict.targets()));
    }
}
