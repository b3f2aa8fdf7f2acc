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
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.plain.PlainPack;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class CycleBenchmark {
    /** Nodes, services, tasks. */
    @Param({"10/100/300", "100/1000/5000", "1000/5000/50000"})
    public String size;

    /** Of so many nodes one is under memory pressure; {@code -p pressed=3} for a swarm that is too small. */
    @Param("100")
    public int pressed;

    /** What is wished for at each size: for memory, spread, services kept apart, tiers, and a task that does not start. */
    private static final Set<String> WORK = Set.of("ORC-MEM-201", "ORC-SPR-201", "ORC-APT-201", "ORC-TIR-201",
            "ORC-STK-201");

    private final Planner planner = new Planner();
    private World world;
    private RuleBook rules;
    private WorkingMemory memory;
    private Conclusions concluded;
    private List<Object> facts;
    private int round;

    @Setup(Level.Trial)
    public void open() {
        String[] numbers = size.split("/");
        world = new World(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]), pressed);
        rules = RuleVerifier.pack();
        memory = new WorkingMemory(rules, EngineListener.NOOP);
        next();
        concluded = memory();
        Set<Object> ours = Stream.of(concluded.conditions(), concluded.proposals(), concluded.vetoes(),
                concluded.targetVetoes(), concluded.findings(), concluded.timers()).flatMap(List::stream)
                .collect(Collectors.toSet());
        Map<String, Set<Object>> plain = PlainPack.concluded(facts);
        Set<Object> theirs = plain.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        if (!ours.equals(theirs)) {
            throw new IllegalStateException("rules and plain Java disagree: " + ours.size() + ", " + theirs.size());
        }
        if (!plain.keySet().containsAll(WORK)) {
            throw new IllegalStateException("policies without work: only " + plain.keySet());
        }
        if (!plan(concluded).equals(plain())) {
            throw new IllegalStateException("plans differ");
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
    public Plan rulesFull(Processor processor) {
        return processor.time(() -> {
            try (WorkingMemory fresh = new WorkingMemory(rules, EngineListener.NOOP)) {
                fresh.replace("observed", facts);
                return plan(fresh.conclude());
            }
        });
    }

    /** Two tasks in a hundred are others than in the cycle before. */
    @Benchmark
    public Plan rulesIncremental(Processor processor) {
        return processor.time(() -> plan(memory()));
    }

    @Benchmark
    public Plan plainJava(Processor processor) {
        return processor.time(this::plain);
    }

    /** What the three others have in common. */
    @Benchmark
    public Plan planning(Processor processor) {
        return processor.time(() -> plan(concluded));
    }

    private Plan plain() {
        Map<String, Set<Object>> concluded = PlainPack.concluded(facts);
        return plan(of(concluded, Proposal.class), of(concluded, Veto.class), of(concluded, Condition.class),
                of(concluded, TargetVeto.class));
    }

    private Conclusions memory() {
        memory.replace("observed", facts);
        return memory.conclude();
    }

    private Plan plan(Conclusions conclusions) {
        return plan(conclusions.proposals(), conclusions.vetoes(), conclusions.conditions(), conclusions.targetVetoes());
    }

    private Plan plan(Collection<Proposal> proposals, Collection<Veto> vetoes, Collection<?> conditions,
                      Collection<TargetVeto> targetVetoes) {
        return planner.plan(new Situation(ClusterView.of(facts), proposals, vetoes, Set.of(), List.of(), List.of(),
                Budgets.DEFAULT, World.NOW, Weighing.of(facts, conditions, targetVetoes, MoveCosts.NONE)));
    }

    private static <T> Collection<T> of(Map<String, Set<Object>> concluded, Class<T> type) {
        return concluded.values().stream().flatMap(Set::stream).filter(type::isInstance).map(type::cast)
                .collect(Collectors.toSet());
    }
}
