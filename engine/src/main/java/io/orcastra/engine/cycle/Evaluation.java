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
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
        return examine(facts, timings, observed).record();
    }

    /**
     * The same with everything the decision was made from.
     *
     * @param timings as above; what they know of is not assumed to have lasted any longer
     */
    public Examination examine(Set<Object> facts, Collection<Timing> timings, Instant observed) {
        Clock still = still(observed);
        Set<Object> all = new HashSet<>(facts);
        all.addAll(Settling.oneLook(facts));
        all.addAll(new RecentFailures(still).among(facts));
        patient(all);
        Timers timers = Timers.ofOneLook(still, timings);
        timers.remember(timings);
        return judge(all, timers, new Lessons(still), Background.none(budgets), observed).knowing(timings);
    }

    /**
     * The decision of a loop once more, or that of its rules' substitutes in the same moment.
     *
     * @param facts      of the loop's {@link DecisionRecord}: observed, configured, and what the engine knew of itself
     * @param background of the same record; its budgets count, not this evaluation's
     */
    public DecisionRecord evaluate(Set<Object> facts, Background background, Instant at) {
        return examine(facts, background, at).record();
    }

    /** The same with everything the decision was made from. */
    public Examination examine(Set<Object> facts, Background background, Instant at) {
        Clock still = still(at);
        Set<Object> all = new HashSet<>(facts);
        all.removeIf(fact -> fact instanceof Elapsed || isLearnt(fact));
        Timers timers = new Timers(still);
        timers.resume(background.timers(), background.waiting());
        Lessons lessons = new Lessons(still);
        lessons.know(facts.stream().filter(Evaluation::isLearnt).toList());
        return judge(all, timers, lessons, background, at);
    }

    /** How long the tasks of services took from their creation until they ran, image pull included, by service id. */
    public static Map<String, Duration> starts(DecisionRecord decision) {
        Map<String, Duration> starts = new HashMap<>();
        LearnedCosts.starts(decision.facts()).forEach((service, seconds) ->
                starts.put(service, Duration.ofMillis(Math.round(1000 * seconds))));
        return starts;
    }

    private Examination judge(Set<Object> all, Timers timers, Lessons lessons, Background background, Instant at) {
        all.removeIf(Windows::isState);
        try (WorkingMemory memory = new WorkingMemory(rules, listener)) {
            memory.replace(SOURCE, all);
            memory.replace(Windows.SOURCE, Windows.at(at, all));
            memory.replace(Lessons.SOURCE, lessons.facts());
            Conclusions conclusions = new Concluding(memory, timers, lessons).conclude(background.firm());
            Set<Object> facts = memory.facts();
            LearnedCosts costs = new LearnedCosts();
            costs.know(background.moveSeconds());
            Situation situation = new Situation(ClusterView.of(facts), conclusions.proposals(),
                    conclusions.vetoes(), background.underWay(), background.towards(), background.history(),
                    background.budgets(), at,
                    Weighing.of(facts, conclusions.conditions(), conclusions.targetVetoes(), costs.of(facts)));
            Plan plan = new Planner().plan(situation);
            DecisionRecord record = new DecisionRecord(1, "dry-run", at, Duration.ZERO, facts, conclusions.conditions(),
                    Explaining.findings(conclusions, plan, facts), plan, Explaining.evidence(conclusions, plan, facts),
                    background);
            return new Examination(record, conclusions, situation, List.of());
        }
    }

    /** What a daemon has learnt of starts stays, where a look alone tells nothing and nothing is set. */
    private static void patient(Set<Object> facts) {
        Set<StartPatience> now = new Patience().of(facts);
        Set<String> told = now.stream().map(StartPatience::serviceId).collect(Collectors.toSet());
        facts.removeIf(fact -> fact instanceof StartPatience one && (one.fixed() || told.contains(one.serviceId())));
        facts.addAll(now);
    }

    /** What the engine forgets when rules say that a service has recovered. */
    private static boolean isLearnt(Object fact) {
        return fact instanceof Attempts || fact instanceof Backoff;
    }

    private static Clock still(Instant at) {
        return Clock.of(() -> at, () -> 0);
    }
}
