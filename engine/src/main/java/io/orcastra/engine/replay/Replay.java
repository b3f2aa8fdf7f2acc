package io.orcastra.engine.replay;

import io.orcastra.engine.cycle.Rerun;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.recording.Entry;
import java.time.Duration;
import java.time.Instant;
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
    /** A candidate with a timer for every second would never end. */
    private static final int MOMENTS_BETWEEN = 100;

    private final Rerun rerun;
    private final Candidate candidate;
    private final Divergence divergence;
    private Map<Matter, Verdict> recorded = Map.of();
    private Map<Matter, Verdict> before = Map.of();
    private Set<Object> lastFacts;
    private Set<Object> lastGiven;
    private Instant first;
    private Instant last;
    private String process;
    private boolean restarted;
    private long cycles;
    private long agreed;
    private long dropped;
    private int actions;
    private int restarts;

    public Replay(Rerun rerun, Candidate candidate) {
        this(rerun, candidate, Integer.MAX_VALUE);
    }

    /** @param most of the differences that have ended so many are kept, the newest: for what goes on without an end */
    public Replay(Rerun rerun, Candidate candidate, int most) {
        this.rerun = rerun;
        this.candidate = candidate;
        divergence = new Divergence(most);
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
        return new Comparison(first, last, cycles, agreed, dropped, actions, restarts, divergence.all(), divergence.began(),
                divergence.forgotten());
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
        if (compare(rerun.judge(lastGiven, background, cycle.at()))) {
            agreed++;
        }
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

    private boolean compare(DecisionRecord decision) {
        return divergence.compare(recorded, Verdict.of(decision.plan(), decision.findings()), decision);
    }
}
