package io.orcastra.adapters.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.cycle.Rerun;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.replay.Candidate;
import io.orcastra.engine.replay.Comparison;
import io.orcastra.engine.replay.Replay;
import io.orcastra.engine.simulation.Behaviour;
import io.orcastra.engine.simulation.Fault;
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
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures recorder and replay with 50 nodes and 500 tasks of 125 services, and prints figures as docs/measurements.md has
 * them: memory is measured every 30 s, with 1 % noise on each task and 0.5 % on each node, and a node is lost for a quarter
 * of an hour. Processor time of the one thread, so that other work on the machine counts little.
 * {@code mvn -pl adapters -am test -Dtest=RecorderFigures -Dsurefire.failIfNoSpecifiedTests=false}
 */
class RecorderFigures {
    private static final Duration LENGTH = Duration.ofHours(3);
    private static final long GIB = 1L << 30;
    private static final int NODES = 50;
    private static final int SERVICES = 125;
    private static final int REPLICAS = 4;
    private static final SwarmTimes EVERY_HALF_MINUTE = new SwarmTimes(Duration.ofSeconds(5), Duration.ofMillis(3100),
            Duration.ofMillis(7100), Duration.ofHours(24), Duration.ofSeconds(12), Duration.ofMillis(6700), Duration.ofMillis(200),
            Duration.ofSeconds(30), Duration.ofSeconds(60));
    private static final EngineSettings SETTINGS = new EngineSettings(Duration.ofSeconds(60), Duration.ofSeconds(60),
            Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(30), Budgets.DEFAULT, false);

    private final Random random = new Random(11);
    private final Map<Object, Object> noisy = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void recordsAndReplaysFiftyNodes() throws IOException {
        List<DecisionRecord> decided = decided();
        long began = cpu();
        long bytes = recorded(decided);
        double recording = seconds(began);
        List<Entry> entries = new ArrayList<>();
        began = cpu();
        new Recording(new Segments(folder)).read(Instant.EPOCH, entries::add, Recording.Progress.NOOP, damage -> {
            throw new AssertionError(damage);
        });
        double reading = seconds(began);
        Comparison comparison;
        try (Rerun rerun = new Rerun(RuleVerifier.pack(), EngineListener.NOOP)) {
            Replay replay = new Replay(rerun, Candidate.AS_RECORDED);
            began = cpu();
            entries.forEach(replay::next);
            comparison = replay.result();
        }
        double replaying = seconds(began);

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.cycles()).isEqualTo(decided.size()).isGreaterThan(300);
        double days = RecorderSettings.DEFAULT.bytes() * 15.0 / 16 / bytes * LENGTH.toHours() / 24;
        print(decided.size(), comparison.actions(), bytes, days, recording, reading, replaying);
        assertThat(days).as("days of such a swarm that are kept at least").isGreaterThan(7);
    }

    private static void print(int cycles, int actions, long bytes, double days, double recording, double reading, double replaying) {
        double hours = LENGTH.toHours();
        System.out.printf("%d cycles, %d actions in %.0f virtual hours%n", cycles, actions, hours);
        System.out.printf("| size | %.1f MB a day (%.2f MB in three hours); the usual bound keeps %.1f days at least |%n",
                bytes * 24 / hours / 1e6, bytes / 1e6, days);
        System.out.printf("| CPU of recording | %.4f %% of one core; %.1f ms a cycle |%n",
                100 * recording / LENGTH.toSeconds(), 1000 * recording / cycles);
        System.out.printf("| CPU of reading it back | %.1f s for three hours |%n", reading);
        System.out.printf("| CPU of a replay under the same rules | %.1f s for three hours: %.2f virtual hours a second |%n", replaying,
                hours / (reading + replaying));
    }

    private long recorded(List<DecisionRecord> decided) throws IOException {
        try (Tape tape = new Tape(new Segments(folder))) {
            tape.write(new Entry.Started(VirtualClock.START, "process", "1", "rules"), RecorderSettings.DEFAULT);
            for (DecisionRecord decision : decided) {
                tape.write(Entry.Cycle.of(decision, 0), RecorderSettings.DEFAULT);
            }
        }
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** What a loop decided on a simulated swarm, decided again with noise on what was measured. */
    private List<DecisionRecord> decided() {
        List<DecisionRecord> quiet = new ArrayList<>();
        Set<Object> policy = new HashSet<>(Set.of(
                new MemoryPolicy(85, 80, Duration.ofMinutes(10), 97, 95, Duration.ofSeconds(10), GIB / 4, GIB / 4),
                new Rebalancing(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofMinutes(1), 5, 3, true)));
        SimulatedSwarm swarm = new SimulatedSwarm(scenario(policy), 7);
        try (SimulatedLoop loop = new SimulatedLoop(swarm, "m1", "one", RuleVerifier.pack(), SETTINGS, policy, EngineListener.NOOP)) {
            loop.advance(LENGTH, quiet::add);
        }
        try (Rerun rerun = new Rerun(RuleVerifier.pack(), EngineListener.NOOP)) {
            return quiet.stream().map(record -> rerun.judge(noisy(record.facts()), record.background(), record.at())).toList();
        }
    }

    /** The same sample has the same noise in each cycle. */
    private Set<Object> noisy(Set<Object> facts) {
        Set<Object> now = new HashSet<>();
        facts.forEach(fact -> now.add(fact instanceof NodeMemory || fact instanceof TaskMemory
                ? noisy.computeIfAbsent(fact, this::withNoise) : fact));
        return now;
    }

    private Object withNoise(Object fact) {
        if (fact instanceof NodeMemory node) {
            return new NodeMemory(node.nodeId(), node.host(), node.totalBytes(),
                    (long) (node.usedBytes() * (1 + 0.005 * random.nextGaussian())), node.at());
        }
        TaskMemory task = (TaskMemory) fact;
        return new TaskMemory(task.taskId(), task.serviceId(), task.nodeId(),
                (long) (task.workingSetBytes() * (1 + 0.01 * random.nextGaussian())), task.at());
    }

    private static Scenario scenario(Set<Object> policy) {
        Cluster cluster = new Cluster();
        for (int node = 0; node < NODES; node++) {
            cluster.node("worker-" + node);
        }
        Map<String, Behaviour> behaviours = new HashMap<>();
        for (int service = 0; service < SERVICES; service++) {
            String name = "stack" + service / 5 + "_service" + service;
            int replicas = service < 2 ? 1 : REPLICAS;
            cluster.service(name, words -> words.replicas(replicas));
            for (int replica = 0; replica < replicas; replica++) {
                cluster.running(name, "worker-" + (service * REPLICAS + replica) % NODES);
            }
            behaviours.put(Cluster.id(name), Behaviour.DEFAULT.memory(MemoryProfile.steady(GIB / 3)));
        }
        cluster.anchor("db", "stack0_service0").dependency("stack0_service0", "stack0_service1").label("worker-0", "db", "true");
        Set<Object> facts = new HashSet<>(cluster.facts());
        facts.add(new Node(Cluster.id("m1"), "m1", NodeRole.MANAGER, Availability.DRAIN, NodeStatus.READY, "", "10.0.0.9",
                Leadership.LEADER, new Platform("linux", "x86_64"), new Resources(4_000_000_000L, 8 * GIB, Map.of()), "20.10.24",
                Map.of(), Set.of()));
        facts.stream().filter(fact -> fact.getClass().getPackageName().endsWith(".policy")).forEach(policy::add);
        return new Scenario(VirtualClock.START, facts, Map.of(), behaviours, List.of(
                new TimedFault(Duration.ofHours(1), new Fault.NodeLost("worker-0")),
                new TimedFault(Duration.ofMinutes(75), new Fault.NodeBack("worker-0"))), EVERY_HALF_MINUTE);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double seconds(long began) {
        return (cpu() - began) / 1e9;
    }
}
