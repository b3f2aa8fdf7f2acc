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
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A swarm with as many services as a third of its tasks, or a tenth of a large one's: of ten services one is an anchor,
 * two depend on it, seven have many replicas. One dependent in a hundred is not where its anchor is, and one anchor in a
 * hundred lacks its label.
 */
final class World {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<Duration> INTERVALS = List.of(Duration.ofMinutes(1));
    private static final int IN_A_HUNDRED = 100;

    private final int nodes;
    private final List<Object> still = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();

    World(int nodes, int services, int tasks) {
        this.nodes = nodes;
        for (int i = 0; i < nodes; i++) {
            node(i);
        }
        int many = services - services / 10 * 3;
        int replicas = (tasks - services / 10 * 3) / many;
        for (int i = 0; i < services; i++) {
            service(i, i % 10 < 3 ? 1 : replicas);
        }
    }

    /** All facts; every round one task in a hundred, others each time, was replaced by a new one on its node. */
    List<Object> facts(int round) {
        List<Object> facts = new ArrayList<>(still);
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            String id = i % IN_A_HUNDRED == round % IN_A_HUNDRED ? task.id() + "again" + round : task.id();
            facts.add(new Task(id, task.serviceId(), task.slot(), task.nodeId(), task.desired(), task.state(),
                    task.createdAt(), task.since(), task.error()));
            facts.add(new TaskMemory(id, task.serviceId(), task.nodeId(), (64L + i % 512) << 20, NOW));
        }
        return facts;
    }

    private void node(int i) {
        still.add(new Node("n" + i, "node-" + i, i < 3 ? NodeRole.MANAGER : NodeRole.WORKER, Availability.ACTIVE,
                NodeStatus.READY, "", "10.0.0.1", i == 0 ? Leadership.LEADER : i < 3 ? Leadership.REACHABLE : Leadership.NONE,
                new Platform("linux", "x86_64"), new Resources(64_000_000_000L, 256L << 30, Map.of()), "28.5.2", Map.of(),
                Set.of()));
        still.add(new NodeMemory("n" + i, "n" + i, 256L << 30, (100L + i % 60) << 30, NOW));
    }

    private void service(int i, int replicas) {
        String id = "s" + i;
        still.add(new Service(id, id, "", ServiceMode.REPLICATED, replicas, 0, "app:1@sha256:1", UpdateState.NONE,
                UpdateOrder.STOP_FIRST, Duration.ofSeconds(10), RestartCondition.ANY, Duration.ofSeconds(5), 0,
                new Resources(0, 64L << 20, Map.of()), Set.of(), List.of(), Set.of(), "first"));
        int group = i / 10;
        boolean displaced = i % 10 == 1 && group % IN_A_HUNDRED == 7;
        for (int slot = 1; slot <= replicas; slot++) {
            int node = i % 10 < 3 ? group + (displaced ? 1 : 0) : i + slot;
            tasks.add(new Task(id + "." + slot, id, slot, "n" + node % nodes, TaskState.RUNNING, TaskState.RUNNING,
                    NOW.minusSeconds(3_600), NOW.minusSeconds(3_590), ""));
        }
        if (i % 10 == 0) {
            still.add(new Anchor("label" + group, id, false, INTERVALS));
            if (group % IN_A_HUNDRED != 5) {
                still.add(new NodeLabel("n" + group % nodes, "label" + group, "true"));
            }
        } else if (i % 10 < 3) {
            still.add(new Dependency("s" + group * 10, id, false, INTERVALS, Duration.ofMinutes(10)));
        }
    }
}
