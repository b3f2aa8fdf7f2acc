package io.orcastra.engine.simulation;

import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.TaskState;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Memory as it really is: what each host uses, and whom its kernel kills when there is none left. */
final class Kernels {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String KILLED = "task: non-zero exit (137): killed by the kernel";

    private final World world;
    private final Containers containers;
    private Duration rest = Duration.ZERO;

    Kernels(World world, Containers containers) {
        this.world = world;
        this.containers = containers;
    }

    void start() {
        world.timeline.in(TICK, this::tick);
    }

    /** Bytes used of a host's memory. */
    long used(String host) {
        long used = 0;
        for (NodeState node : world.nodes.values()) {
            if (node.machine.host().equals(host) && node.powered) {
                used += node.baseBytes;
            }
        }
        for (TaskRun task : world.tasks()) {
            NodeState node = world.nodes.get(task.nodeId);
            if (task.container && node != null && node.machine.host().equals(host)) {
                used += task.memory(world.now());
            }
        }
        return used;
    }

    private void tick() {
        world.timeline.in(TICK, this::tick);
        Duration before = rest;
        rest = world.rest();
        if (rest.compareTo(before) > 0 && before.compareTo(TICK) > 0 && isSteady()) {
            return;
        }
        Map<String, Long> total = new HashMap<>();
        world.nodes.values().forEach(node -> total.put(node.machine.host(), node.machine.totalBytes()));
        for (TaskRun task : world.tasks(this::isAboveItsLimit)) {
            kill(task);
        }
        Map<String, Long> used = used();
        for (Map.Entry<String, Long> host : new TreeMap<>(total).entrySet()) {
            boolean tooMuch = used.getOrDefault(host.getKey(), 0L) > host.getValue();
            while (tooMuch && used(host.getKey()) > host.getValue() && killLargest(host.getKey())) {
                world.touch();
            }
        }
    }

    /** Whether every task uses what it used a moment ago, unless something happens. */
    private boolean isSteady() {
        for (ServiceState service : world.services.values()) {
            if (!service.behaviour.memory().isSteady()) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #used(String)} for all hosts, in one pass over the tasks. */
    private Map<String, Long> used() {
        Map<String, Long> used = new HashMap<>();
        world.nodes.values().stream().filter(node -> node.powered)
                .forEach(node -> used.merge(node.machine.host(), node.baseBytes, Long::sum));
        for (TaskRun task : world.tasks()) {
            NodeState node = world.nodes.get(task.nodeId);
            if (task.container && node != null) {
                used.merge(node.machine.host(), task.memory(world.now()), Long::sum);
            }
        }
        return used;
    }

    private boolean isAboveItsLimit(TaskRun task) {
        long limit = task.service.behaviour.limitBytes();
        return limit > 0 && task.memory(world.now()) > limit;
    }

    private boolean killLargest(String host) {
        List<TaskRun> there = world.tasks(task -> task.container
                && world.nodes.get(task.nodeId).machine.host().equals(host));
        there.stream().max(Comparator.<TaskRun>comparingLong(task -> task.memory(world.now()))
                .thenComparing(task -> task.id)).ifPresent(this::kill);
        return !there.isEmpty();
    }

    private void kill(TaskRun task) {
        world.tell(Kind.KERNEL_KILL, task.service.id, task.nodeId, "the kernel of " + world.hostname(task.nodeId)
                + " kills " + task.name() + ", which used " + (task.memory(world.now()) >> 20) + " MiB");
        containers.fail(task, TaskState.FAILED, KILLED);
    }
}
