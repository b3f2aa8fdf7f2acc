package io.orcastra.engine.recording;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.Behaviour;
import io.orcastra.engine.simulation.Fault;
import io.orcastra.engine.simulation.Machine;
import io.orcastra.engine.simulation.MemoryProfile;
import io.orcastra.engine.simulation.Scenario;
import io.orcastra.engine.simulation.SimulatedLoop;
import io.orcastra.engine.simulation.SimulatedSwarm;
import io.orcastra.engine.simulation.SwarmTimes;
import io.orcastra.engine.simulation.TimedFault;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A day of a small swarm with everything in it: an anchor whose node dies and returns, dependents that follow, memory
 * that comes under pressure, a change of leader. Nodes are m1 and n1 to n3.
 */
public final class RecordedDay {
    public static final long GIB = 1L << 30;
    public static final MemoryPolicy MEMORY = memory(85);
    private static final Rebalancing REBALANCING = new Rebalancing(Duration.ofMinutes(10), Duration.ofMinutes(1),
            Duration.ofSeconds(30), Duration.ofMinutes(1), 5, 3, true);
    private static final EngineSettings SETTINGS = new EngineSettings(Duration.ofSeconds(60), Duration.ofSeconds(60),
            Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(30), Budgets.DEFAULT, false);

    private static final SwarmTimes SELDOM_MEASURED = new SwarmTimes(
            Duration.ofSeconds(5), Duration.ofMillis(3100), Duration.ofMillis(7100), Duration.ofHours(24),
            Duration.ofSeconds(12), Duration.ofMillis(6700), Duration.ofMillis(200), Duration.ofSeconds(120),
            Duration.ofSeconds(300));

    private final Cluster cluster = new Cluster();
    private final Map<String, Machine> machines = new HashMap<>();
    private final Map<String, Behaviour> behaviours = new HashMap<>();

    private RecordedDay() {
        List.of("n1", "n2", "n3").forEach(name -> {
            cluster.node(name);
            machines.put(Cluster.id(name), new Machine(Cluster.id(name), 16 * GIB, GIB));
        });
        service("shop_db", MemoryProfile.steady(GIB), "n2");
        service("shop_web", MemoryProfile.steady(GIB / 2), "n2");
        service("big", MemoryProfile.steady(7 * GIB), "n1");
        service("leaky", MemoryProfile.growing(2 * GIB, 10 << 20, 6 * GIB + GIB / 4), "n1");
        service("third", MemoryProfile.steady(5 * GIB).spiking(GIB, Duration.ofHours(2), Duration.ofMinutes(5)), "n3");
        cluster.anchor("db", "shop_db").dependency("shop_db", "shop_web").label("n2", "db", "true");
    }

    /** Other thresholds; pressure must last two minutes. */
    public static MemoryPolicy memory(double threshold) {
        return new MemoryPolicy(threshold, threshold - 5, Duration.ofMinutes(2), 97, 95, Duration.ofSeconds(10), GIB / 4, GIB / 4);
    }

    /** Everything a flight recorder would be told, as it would be told. */
    public static List<Entry> entries(RuleBook rules, Duration length) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry.Started(VirtualClock.START, "process", "1", "rules"));
        play(rules, length, entries::add);
        return entries;
    }

    public static void play(RuleBook rules, Duration length, Consumer<Entry> recorder) {
        RecordedDay day = new RecordedDay();
        Set<Object> facts = new HashSet<>(day.cluster.facts());
        facts.add(new Node(Cluster.id("m1"), "m1", NodeRole.MANAGER, Availability.DRAIN, NodeStatus.READY, "", "10.0.0.9",
                Leadership.LEADER, new Platform("linux", "x86_64"), new Resources(4_000_000_000L, 8L << 30, Map.of()),
                "20.10.24", Map.of(), Set.of()));
        Set<Object> policy = new HashSet<>(Set.of(MEMORY, REBALANCING));
        facts.stream().filter(fact -> fact.getClass().getPackageName().endsWith(".policy")).forEach(policy::add);
        List<TimedFault> faults = List.of(
                new TimedFault(Duration.ofMinutes(30), new Fault.NodeLost("n2")),
                new TimedFault(Duration.ofMinutes(45), new Fault.NodeBack("n2")),
                new TimedFault(Duration.ofMinutes(50), new Fault.Crash("shop_db")),
                new TimedFault(Duration.ofMinutes(52), new Fault.Silence(Duration.ofSeconds(40))));
        SimulatedSwarm swarm = new SimulatedSwarm(new Scenario(
                VirtualClock.START, facts, day.machines, day.behaviours, faults, SELDOM_MEASURED), 7);
        try (SimulatedLoop loop = new SimulatedLoop(
                swarm, "m1", "one", rules, SETTINGS, policy, new Telling(swarm, recorder))) {
            loop.advance(length);
        }
    }

    private void service(String name, MemoryProfile memory, String node) {
        cluster.service(name, service -> service.replicas(1));
        cluster.running(name, node);
        behaviours.put(Cluster.id(name), Behaviour.DEFAULT.memory(memory));
    }

    private record Telling(SimulatedSwarm swarm, Consumer<Entry> recorder) implements EngineListener {
        @Override
        public void cycleCompleted(DecisionRecord record) {
            recorder.accept(Entry.Cycle.of(record, 0));
        }

        @Override
        public void actionFinished(Outcome outcome) {
            recorder.accept(new Entry.Ended(swarm.clock().instant(), outcome));
        }
    }
}
