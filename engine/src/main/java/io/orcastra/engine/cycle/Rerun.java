package io.orcastra.engine.cycle;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.memory.Conclusions;
import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.plan.MoveCosts;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.Planner;
import io.orcastra.engine.plan.Situation;
import io.orcastra.engine.plan.Weighing;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.facts.control.Recovered;
import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recorded moments judged once more, one after the other, by rules that may be others than were in force. What they
 * time and the record timed as well is as it was; what only they time begins and elapses by the time of the record.
 * Nothing is carried out: the next moment is as it was recorded. Used by one thread.
 */
public final class Rerun implements AutoCloseable {
    /** As in the loop: each answer of a timer can lead to one more. */
    private static final int ROUNDS = 5;
    private static final String RECORD = "record";
    private static final String TIMERS = "timers";

    private final WorkingMemory memory;
    private final Planner planner = new Planner();
    private final Clock clock = Clock.of(() -> this.now, () -> ChronoUnit.NANOS.between(Instant.EPOCH, this.now));
    private Instant now = Instant.EPOCH;
    private Timers timers;
    private Set<Object> known;
    private Set<Object> lasting;
    private Background background;
    private long number;

    /** @param rules belongs to this from now on: rules that fail are taken out of it */
    public Rerun(RuleBook rules, EngineListener listener) {
        memory = new WorkingMemory(rules, listener);
    }

    /** What comes next was recorded by another process, which knows nothing of timers but what it records. */
    public void restart() {
        timers = null;
    }

    /**
     * @param facts observed, configured, and what the engine knew of itself; the same set as before when nothing changed
     * @param at    not before the moment judged last
     */
    public DecisionRecord judge(Set<Object> facts, Background background, Instant at) {
        now = at.isBefore(now) ? now : at;
        this.background = background;
        if (timers == null) {
            timers = new Timers(clock);
            timers.resume(background.timers(), background.waiting());
        }
        timers.follow(background.timers());
        if (facts != known) {
            known = facts;
            lasting = facts.stream().filter(Rerun::isGiven).collect(Collectors.toSet());
            memory.replace(RECORD, lasting);
        }
        memory.replace(Windows.SOURCE, Windows.at(now, lasting));
        memory.replace(TIMERS, timers.elapsed());
        return decided(conclude());
    }

    /** The same moment's facts judged again at a later time at which only these rules have a timer elapse. */
    public DecisionRecord judgeLater(Instant at) {
        Duration later = Duration.between(now, at);
        List<Background.RunningTimer> running = background.timers().stream().map(timer -> new Background.RunningTimer(
                timer.name(), timer.subject(), timer.passed().plus(later), timer.lasting())).toList();
        return judge(known, new Background(background.firm(), running, background.waiting(), background.underWay(),
                background.towards(), background.history(), background.moveSeconds(), background.budgets()), at);
    }

    /** When a timer elapses that the record did not time; empty when none will. */
    public Optional<Instant> due() {
        Duration due = timers == null ? null : timers.dueBeside(background.timers());
        return Optional.ofNullable(due).map(now::plus);
    }

    @Override
    public void close() {
        memory.close();
    }

    /** Timers, windows and failing rules are this run's own. */
    private static boolean isGiven(Object fact) {
        return !(fact instanceof Elapsed) && !(fact instanceof LeftOutRule) && !Windows.isState(fact);
    }

    private Conclusions conclude() {
        Conclusions conclusions = memory.conclude();
        for (int i = 0; i < ROUNDS && answered(conclusions); i++) {
            conclusions = memory.conclude();
        }
        return conclusions;
    }

    private boolean answered(Conclusions conclusions) {
        if (background.firm()) {
            timers.wish(conclusions.timers(), conclusions.heldTimers());
        } else {
            timers.hold(conclusions.timers());
        }
        timers.follow(background.timers());
        int changes = memory.replace(TIMERS, timers.elapsed());
        Set<String> recovered = conclusions.recovered().stream().map(Recovered::subject).collect(Collectors.toSet());
        if (lasting.removeIf(fact -> fact instanceof Attempts attempts && recovered.contains(attempts.subject())
                || fact instanceof Backoff backoff && recovered.contains(backoff.subject()))) {
            changes += memory.replace(RECORD, lasting);
        }
        return changes > 0;
    }

    private DecisionRecord decided(Conclusions conclusions) {
        Set<Object> facts = memory.facts();
        Plan plan = conclusions.proposals().isEmpty() ? Plan.EMPTY : planner.plan(new Situation(ClusterView.of(facts),
                conclusions.proposals(), conclusions.vetoes(), background.underWay(), background.towards(),
                background.history(), background.budgets(), now, Weighing.of(
                        facts, conclusions.conditions(), conclusions.targetVetoes(), costs(facts))));
        return new DecisionRecord(++number, RECORD, now, Duration.ZERO, facts, conclusions.conditions(),
                Explaining.findings(conclusions, plan, facts), plan, Explaining.evidence(conclusions, plan, facts), background);
    }

    private MoveCosts costs(Set<Object> facts) {
        LearnedCosts costs = new LearnedCosts();
        costs.know(background.moveSeconds());
        return costs.of(facts);
    }
}
