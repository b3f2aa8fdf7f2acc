package io.orcastra.engine.cycle;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.memory.Conclusions;
import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.Planner;
import io.orcastra.engine.plan.Situation;
import io.orcastra.engine.plan.Weighing;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One look judged by the same rules and planner as the loop's, without ledger, history or lease: what a dry run shows.
 * What takes two looks to know, such as how long something has lasted, is taken for just begun unless somebody knows
 * better, or for elapsed where its rule says that it may be assumed.
 */
public final class Evaluation {
    private static final String SOURCE = "snapshot";

    private final RuleBook rules;
    private final EngineListener listener;
    private final Budgets budgets;

    public Evaluation(RuleBook rules, Budgets budgets, EngineListener listener) {
        this.rules = rules;
        this.budgets = budgets;
        this.listener = listener;
    }

    /**
     * @param facts    observed facts and facts of the configuration
     * @param observed when they were observed
     */
    public DecisionRecord evaluate(Set<Object> facts, Instant observed) {
        return evaluate(facts, List.of(), observed);
    }

    /** @param timings how long what is timed has lasted by the look, as far as somebody knows */
    public DecisionRecord evaluate(Set<Object> facts, Collection<Timing> timings, Instant observed) {
        Clock still = Clock.of(() -> observed, () -> 0);
        try (WorkingMemory memory = new WorkingMemory(rules, listener)) {
            Set<Object> all = new HashSet<>(facts);
            all.addAll(Settling.oneLook(facts));
            all.addAll(new RecentFailures(still).among(facts));
            memory.replace(SOURCE, all);
            Timers timers = Timers.ofOneLook(still);
            timers.remember(timings);
            Conclusions conclusions = new Concluding(memory, timers, new Lessons(still)).conclude(true);
            Plan plan = new Planner().plan(new Situation(ClusterView.of(all), conclusions.proposals(),
                    conclusions.vetoes(), Set.of(), List.of(), List.of(), budgets, observed,
                    Weighing.of(all, conclusions.conditions(), conclusions.targetVetoes(),
                            new LearnedCosts().of(all))));
            return new DecisionRecord(1, "dry-run", observed, Duration.ZERO, memory.facts(),
                    conclusions.conditions(), Explaining.findings(conclusions, plan), plan,
                    Explaining.evidence(conclusions, plan, all));
        }
    }
}
