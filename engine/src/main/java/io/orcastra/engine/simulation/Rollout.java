package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** SwarmKit's updater at work on one service: replaces slot after slot what a new version made dirty. */
final class Rollout {
    private final World world;
    private final Orchestrator orchestrator;
    private final ServiceState service;
    private final boolean rollback;
    private final Deque<TaskRun> dirty;
    /** By new task, the one it replaces. */
    private final Map<TaskRun, TaskRun> replacing = new HashMap<>();
    private final Map<TaskRun, Instant> watched = new HashMap<>();
    private Instant nextAt;

    private Rollout(World world, Orchestrator orchestrator, ServiceState service, boolean rollback, List<TaskRun> dirty) {
        this.world = world;
        this.orchestrator = orchestrator;
        this.service = service;
        this.rollback = rollback;
        this.dirty = new ArrayDeque<>(dirty);
        nextAt = world.now();
    }

    /** A new version was written: what it makes dirty is replaced from now on. */
    static void begin(World world, Orchestrator orchestrator, ServiceState service, boolean rollback) {
        service.givenUp.clear();
        service.attempts.clear();
        List<TaskRun> dirty = new ArrayList<>(world.wanted(service).stream()
                .filter(task -> isDirty(world, orchestrator, task)).toList());
        Collections.shuffle(dirty, new Random(world.random.nextLong()));
        dirty.sort(Comparator.comparing(task -> !world.replacedFirst.contains(task.id)));
        service.rollout = dirty.isEmpty() ? null : new Rollout(world, orchestrator, service, rollback, dirty);
        if (rollback) {
            service.updateState = dirty.isEmpty() ? UpdateState.ROLLBACK_COMPLETED : UpdateState.ROLLBACK_STARTED;
        } else {
            service.updateState = dirty.isEmpty() ? UpdateState.NONE : UpdateState.UPDATING;
        }
        world.touch();
    }

    /** A task is clean if only the placement changed and its node satisfies the new one (SwarmKit task.go). */
    private static boolean isDirty(World world, Orchestrator orchestrator, TaskRun task) {
        Spec now = task.service.spec;
        if (task.spec.taskVersion() != now.taskVersion()) {
            return true;
        }
        NodeState node = world.nodes.get(task.nodeId);
        return !task.spec.constraints().equals(now.constraints())
                && (node == null || !orchestrator.satisfies(now, node));
    }

    void progress() {
        for (TaskRun task : List.copyOf(replacing.keySet())) {
            if (task.state == TaskState.RUNNING) {
                retire(replacing.remove(task));
                watched.put(task, world.now().plus(rules().monitor()));
                world.timeline.in(rules().monitor(), world::touch);
                nextAt = world.now().plus(rules().delay());
                world.timeline.in(rules().delay(), world::touch);
            } else if (!task.wanted()) {
                replacing.remove(task);
            }
        }
        watched.values().removeIf(until -> !world.now().isBefore(until));
        int most = rules().parallelism() == 0 ? Integer.MAX_VALUE : rules().parallelism();
        while (!dirty.isEmpty() && replacing.size() < most && !world.now().isBefore(nextAt)) {
            replace(dirty.remove());
        }
        if (dirty.isEmpty() && replacing.isEmpty() && watched.isEmpty()) {
            end(rollback ? UpdateState.ROLLBACK_COMPLETED : UpdateState.COMPLETED);
        }
    }

    /** @return whether this brought the previous version back */
    boolean failed(TaskRun task) {
        if (!replacing.containsKey(task) && !watched.containsKey(task)) {
            return false;
        }
        if (rollback || !rules().rollback() || service.previous == null) {
            end(rollback ? UpdateState.ROLLBACK_PAUSED : UpdateState.PAUSED);
            return false;
        }
        Spec previous = service.previous;
        service.previous = service.spec;
        service.spec = previous;
        service.version++;
        task.desired = TaskState.RUNNING;
        begin(world, orchestrator, service, true);
        if (service.rollout != null) {
            service.rollout.dirty.remove(task);
            service.rollout.replacing.remove(task);
        }
        world.tell(SwarmEvent.Kind.ROLLED_BACK, service.id, task.nodeId,
                "Swarm brings the previous version of " + service.name() + " back");
        return true;
    }

    private void replace(TaskRun old) {
        if (!old.wanted() || !isDirty(world, orchestrator, old)) {
            return;
        }
        if (hasCleanBeside(old)) {
            retire(old);
            return;
        }
        boolean startFirst = service.spec.service().updateOrder() == UpdateOrder.START_FIRST;
        TaskRun successor = orchestrator.create(
                service, old.slot, service.isGlobal() ? old.nodeId : "", Duration.ZERO, startFirst ? null : old);
        replacing.put(successor, old);
        if (!startFirst) {
            retire(old);
        }
    }

    /** SwarmKit {@code updater.go}, {@code useExistingTask}: as a start-first update that was cut short leaves it. */
    private boolean hasCleanBeside(TaskRun old) {
        return world.wanted(service).stream().anyMatch(other -> other != old && other.place().equals(old.place())
                && !isDirty(world, orchestrator, other));
    }

    private void retire(TaskRun old) {
        if (old.wanted()) {
            old.desired = TaskState.SHUTDOWN;
            world.touch();
        }
    }

    private void end(UpdateState state) {
        service.updateState = state;
        service.rollout = null;
        world.touch();
    }

    private UpdateRules rules() {
        return service.spec.update();
    }
}
