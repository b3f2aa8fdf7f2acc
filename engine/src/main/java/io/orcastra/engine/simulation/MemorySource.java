package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.Observer;
import io.orcastra.engine.port.Staleness;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Scrapes the exporters of all nodes on its own schedule and hands out the last round, as a source of metrics does:
 * an exporter that fails is isolated, an old sample is unknown.
 */
final class MemorySource implements Observer {
    private final World world;
    private final Kernels kernels;
    private final Map<String, NodeMemory> samples = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private final Map<String, Set<TaskMemory>> tasks = new HashMap<>();
    private final List<Runnable> afterRounds = new ArrayList<>();
    private int rounds;

    MemorySource(World world, Kernels kernels) {
        this.world = world;
        this.kernels = kernels;
    }

    void start() {
        round();
    }

    /** Told after each round: look now. */
    void afterRounds(Runnable look) {
        afterRounds.add(look);
    }

    @Override
    public String source() {
        return "memory";
    }

    /** Memory changes all the time; a swarm at rest is not watched closely because of it. */
    @Override
    public boolean showsMotion() {
        return false;
    }

    @Override
    public Observation observe() {
        Instant oldest = world.now().minus(world.times.sampleAge());
        Set<Object> facts = new HashSet<>();
        for (NodeState node : world.nodes.values()) {
            if (node.exporter == ExporterState.ABSENT) {
                continue;
            }
            NodeMemory sample = samples.get(node.id);
            if (sample != null && !sample.at().isBefore(oldest) && !failures.containsKey(node.id)) {
                facts.add(sample);
                facts.addAll(tasks.getOrDefault(node.id, Set.of()));
            } else {
                String reason = failures.getOrDefault(node.id, sample == null ? "it was never measured"
                        : "its last sample is older than " + overstepped(sample).toSeconds() + " s");
                Instant tooOldAt = sample == null ? MemoryUnknown.NEVER : sample.at().plus(world.times.sampleAge());
                facts.add(new MemoryUnknown(node.id, reason, tooOldAt.isAfter(world.now()) ? MemoryUnknown.NEVER : tooOldAt));
            }
        }
        return new Observation(source(), world.now(), facts);
    }

    private Duration overstepped(NodeMemory sample) {
        return new Staleness(world.times.sampleAge()).overstepped(Duration.between(sample.at(), world.now()));
    }

    /** What an honest exporter on every node that is on would answer now. */
    Set<Object> truth() {
        Set<Object> truth = new HashSet<>();
        world.nodes.values().stream().filter(NodeState::answers).forEach(node -> {
            truth.add(measured(node, kernels.used(node.machine.host())));
            truth.addAll(measuredTasks(node));
        });
        return truth;
    }

    private void round() {
        world.timeline.in(world.times.scrape(), this::round);
        rounds++;
        world.nodes.values().forEach(this::scrape);
        afterRounds.forEach(Runnable::run);
    }

    private void scrape(NodeState node) {
        String failed = failures.remove(node.id);
        if (node.answers()) {
            ask(node);
        } else {
            failures.put(node.id, "its exporter cannot be reached");
        }
        if (!Objects.equals(failed, failures.get(node.id))) {
            world.changed();
        }
    }

    private void ask(NodeState node) {
        switch (node.exporter) {
            case HONEST -> sample(node, kernels.used(node.machine.host()));
            case LYING -> sample(node, kernels.used(node.machine.host())
                    + node.machine.totalBytes() / 10 * (rounds % 2 == 0 ? 1 : -1));
            case HANGING -> failures.put(node.id, "its exporter did not answer within 5 s");
            case GARBAGE -> failures.put(node.id, "its exporter answered what is no number");
            case STALE, ABSENT -> { }
        }
    }

    private void sample(NodeState node, long used) {
        NodeMemory now = measured(node, used);
        NodeMemory before = samples.put(node.id, now);
        tasks.put(node.id, measuredTasks(node));
        if (before == null || before.usedBytes() != now.usedBytes()) {
            world.changed();
        }
    }

    private NodeMemory measured(NodeState node, long used) {
        long total = node.machine.totalBytes();
        return new NodeMemory(node.id, node.machine.host(), total, Math.max(0, Math.min(total, used)), world.now());
    }

    private Set<TaskMemory> measuredTasks(NodeState node) {
        Set<TaskMemory> there = new HashSet<>();
        for (TaskRun task : world.tasks()) {
            if (task.container && task.nodeId.equals(node.id) && task.state == TaskState.RUNNING) {
                there.add(new TaskMemory(task.id, task.service.id, node.id, task.memory(world.now()), world.now()));
            }
        }
        return there;
    }
}
