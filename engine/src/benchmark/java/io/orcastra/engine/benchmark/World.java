package io.orcastra.engine.benchmark;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.RestartCondition;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A swarm with as many services as a third of its tasks, or a tenth of a large one's: of ten services one is an anchor,
 * two depend on it, seven have many replicas. One dependent in a hundred is not where its anchor is, and one anchor in a
 * hundred lacks its label.
 *
 * <p>One node in a hundred is under memory pressure, or more, and one in a thousand about to run out of memory; a fifth of the nodes
 * has a tier. Of a thousand services two have replicas that sit together, two a task that does not start, two a task on a
 * node of another tier; twenty are kept apart and are, two are and are not.
 */
final class World {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<Duration> INTERVALS = List.of(Duration.ofMinutes(1));
    private static final int IN_A_HUNDRED = 100;
    private static final long GIB = 1L << 30;

    private final int nodes;
    private final int pressedEvery;
    private final Policies policies = new Policies();
    /** One service in twenty, whose move is worth it when memory is short. */
    private final Set<String> large = new HashSet<>();
    private final List<Object> still = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();

    /** @param pressedEvery of so many nodes one is under memory pressure */
    World(int nodes, int services, int tasks, int pressedEvery) {
        this.nodes = nodes;
        this.pressedEvery = pressedEvery;
        for (int i = 0; i < nodes; i++) {
            node(i);
        }
        int many = services - services / 10 * 3;
        int replicas = (tasks - services / 10 * 3) / many;
        for (int i = 0; i < services; i++) {
            service(i, i % 10 < 3 ? 1 : replicas);
            labels(i);
            apart(i);
        }
        still.addAll(policies.facts());
    }

    /** All facts; every round one task in a hundred, others each time, was replaced by a new one on its node. */
    List<Object> facts(int round) {
        List<Object> facts = new ArrayList<>(still);
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            boolean replaced = i % IN_A_HUNDRED == round % IN_A_HUNDRED && task.state() == TaskState.RUNNING;
            String id = replaced ? task.id() + "again" + round : task.id();
            facts.add(new Task(id, task.serviceId(), task.slot(), task.nodeId(), task.desired(), task.state(),
                    task.createdAt(), task.since(), task.error()));
            facts.add(new TaskMemory(id, task.serviceId(), task.nodeId(), bytes(task.serviceId(), i), NOW));
        }
        return facts;
    }

    private long bytes(String service, int task) {
        return large.contains(service) ? 4 * GIB : (64L + task % 512) << 20;
    }

    private void node(int i) {
        String id = "n" + i;
        still.add(new Node(id, "node-" + i, i < 3 ? NodeRole.MANAGER : NodeRole.WORKER, Availability.ACTIVE,
                NodeStatus.READY, "", "10.0.0.1", i == 0 ? Leadership.LEADER : i < 3 ? Leadership.REACHABLE : Leadership.NONE,
                new Platform("linux", "x86_64"), new Resources(64_000_000_000L, 256L << 30, Map.of()), "28.5.2", Map.of(),
                Set.of()));
        policies.stable(id);
        if (i % 10 == 5 || i % 10 == 6) {
            still.add(new NodeLabel(id, Policies.TIER, i % 10 == 5 ? "large" : "small"));
        }
        long used = 30 + i % 12;
        if (runsOut(i)) {
            policies.runsOut(id);
            used = 62;
        } else if (pressed(i)) {
            used = 56;
        }
        if (pressed(i)) {
            policies.pressed(id);
        }
        still.add(new NodeMemory(id, id, 64 * GIB, used * GIB, NOW));
    }

    private boolean pressed(int node) {
        return node % pressedEvery == 9 % pressedEvery;
    }

    private static boolean runsOut(int node) {
        return node % 1_000 == 509;
    }

    private void service(int i, int replicas) {
        String id = "s" + i;
        still.add(new Service(id, id, "", ServiceMode.REPLICATED, replicas, 0, "app:1@sha256:1", UpdateState.NONE,
                UpdateOrder.STOP_FIRST, Duration.ofSeconds(10), RestartCondition.ANY, Duration.ofSeconds(5), 0,
                new Resources(0, 64L << 20, Map.of()), Set.of(), List.of(), Set.of(), "first"));
        if (i % 20 == 7) {
            large.add(id);
        }
        int group = i / 10;
        boolean displaced = i % 10 == 1 && group % IN_A_HUNDRED == 7;
        boolean together = i % 500 == 27;
        for (int slot = 1; slot <= replicas; slot++) {
            int place = together && slot == replicas ? slot - 1 : slot;
            int node = (i % 10 < 3 ? group + (displaced ? 1 : 0) : i + place) % nodes;
            boolean stuck = i % 500 == 33 && slot == 1;
            task(id, slot, node, stuck);
        }
    }

    private void task(String service, int slot, int node, boolean stuck) {
        String id = service + "." + slot;
        tasks.add(new Task(id, service, slot, "n" + node, TaskState.RUNNING, stuck ? TaskState.STARTING : TaskState.RUNNING,
                NOW.minusSeconds(3_600), NOW.minusSeconds(3_590), ""));
        if (stuck) {
            policies.stuck(id);
        } else if (pressed(node)) {
            policies.burdened(service, "n" + node);
        }
    }

    private void labels(int i) {
        String id = "s" + i;
        int group = i / 10;
        if (i % 10 == 0) {
            still.add(new Anchor("label" + group, id, false, INTERVALS));
            if (group % IN_A_HUNDRED != 5) {
                still.add(new NodeLabel("n" + group % nodes, "label" + group, "true"));
            }
        } else if (i % 10 < 3) {
            still.add(new Dependency("s" + group * 10, id, false, INTERVALS, Duration.ofMinutes(10)));
        }
        if (i % 500 == 43) {
            still.add(new ServiceLabel(id, "orchestration.tier", "small"));
        }
    }

    /** Replicas of the first pair never meet, those of the second share all nodes but two. */
    private void apart(int i) {
        if (i % IN_A_HUNDRED == 3 || i % IN_A_HUNDRED == 56) {
            policies.apart("far" + i / IN_A_HUNDRED, "s" + i);
        }
        if (i % 1_000 == 13 || i % 1_000 == 14) {
            policies.apart("near" + i / 1_000, "s" + i);
        }
    }
}
