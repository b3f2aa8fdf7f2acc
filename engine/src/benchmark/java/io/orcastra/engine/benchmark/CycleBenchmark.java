package io.orcastra.engine.benchmark;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.memory.Conclusions;
import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.MoveCosts;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.Planner;
import io.orcastra.engine.plan.Situation;
import io.orcastra.engine.plan.Weighing;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A cycle from the observed facts to the plan, with the whole built-in pack, beside hand-written policies. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class CycleBenchmark {
    /** Nodes, services, tasks. */
    @Param({"10/100/300", "100/1000/5000", "1000/5000/50000"})
    public String size;

    private final Planner planner = new Planner();
    private final PlainPolicies plain = new PlainPolicies();
    private World world;
    private RuleBook rules;
    private WorkingMemory memory;
    private List<Object> facts;
    private int round;

    @Setup(Level.Trial)
    public void open() {
        String[] numbers = size.split("/");
        world = new World(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
        rules = RuleVerifier.pack();
        memory = new WorkingMemory(rules, EngineListener.NOOP);
        next();
        Set<Action> ours = approved(memory());
        Set<Action> theirs = new HashSet<>(plain.wishes(facts));
        if (!ours.equals(theirs) || ours.isEmpty()) {
            throw new IllegalStateException("rules and plain Java disagree: " + ours + " and " + theirs);
        }
    }

    /** What was observed; not part of the cycle. */
    @Setup(Level.Invocation)
    public void next() {
        facts = world.facts(round++);
    }

    @TearDown(Level.Trial)
    public void close() {
        memory.close();
    }

    /** A process that has just started, or a session that had to be rebuilt. */
    @Benchmark
    public Plan rulesFull() {
        try (WorkingMemory fresh = new WorkingMemory(rules, EngineListener.NOOP)) {
            fresh.replace("observed", facts);
            return plan(fresh.conclude());
        }
    }

    /** Two tasks in a hundred are others than in the cycle before. */
    @Benchmark
    public Plan rulesIncremental() {
        return plan(memory());
    }

    @Benchmark
    public Plan plainJava() {
        return plan(plain.wishes(facts).stream().map(CycleBenchmark::wish).toList(), List.of(), List.of());
    }

    private Conclusions memory() {
        memory.replace("observed", facts);
        return memory.conclude();
    }

    private Plan plan(Conclusions conclusions) {
        return plan(conclusions.proposals(), conclusions.vetoes(), conclusions.conditions());
    }

    private Plan plan(Collection<Proposal> proposals, Collection<Veto> vetoes, Collection<?> conditions) {
        return planner.plan(new Situation(ClusterView.of(facts), proposals, vetoes, Set.of(), List.of(), List.of(),
                Budgets.DEFAULT, World.NOW, Weighing.of(facts, conditions, List.of(), MoveCosts.NONE)));
    }

    private static Set<Action> approved(Conclusions conclusions) {
        Set<Proposal> vetoed = conclusions.vetoes().stream().map(Veto::proposal).collect(Collectors.toSet());
        return conclusions.proposals().stream().filter(proposal -> !vetoed.contains(proposal))
                .map(Proposal::action).collect(Collectors.toSet());
    }

    private static Proposal wish(Action action) {
        return new Proposal("PLAIN", action, "cause", "because");
    }
}
