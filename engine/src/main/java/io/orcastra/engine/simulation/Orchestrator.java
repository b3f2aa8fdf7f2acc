package io.orcastra.engine.simulation;

import io.orcastra.engine.placement.Constraints;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.RestartCondition;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.TaskState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** SwarmKit's orchestrators and restart supervisor: which tasks there should be. */
final class Orchestrator {
    private final World world;

    Orchestrator(World world) {
        this.world = world;
    }

    /** Creates the tasks that lack and ends those that are too many. */
    void reconcile() {
        for (ServiceState service : world.services.values()) {
            if (service.isReplicated()) {
                replicate(service);
            } else if (service.isGlobal()) {
                spreadOverNodes(service);
            }
        }
    }

    /** A task ended that Swarm had wanted: the restart policy decides whether another takes its place. */
    void ended(TaskRun task, Duration delay) {
        if (!task.wanted()) {
            return;
        }
        task.desired = TaskState.SHUTDOWN;
        if (!mayRestart(task)) {
            task.service.givenUp.add(task.place());
            world.touch();
            return;
        }
        task.service.attempts.merge(task.place(), 1, Integer::sum);
        create(task.service, task.slot, task.service.isGlobal() ? task.nodeId : "", delay, null);
    }

    /** Nothing of what runs on a node that is down or drained is wanted there any more. */
    void leave(NodeState node) {
        boolean down = node.seen.status() == NodeStatus.DOWN;
        for (TaskRun task : world.tasks(task -> task.wanted() && task.nodeId.equals(node.id))) {
            task.desired = TaskState.SHUTDOWN;
            if (task.service.isGlobal() || !task.service.isReplicated()) {
                continue;
            }
            if (!mayRestart(task)) {
                task.service.givenUp.add(task.place());
                continue;
            }
            Duration delay = down ? task.service.spec.service().restartDelay() : Duration.ZERO;
            create(task.service, task.slot, "", delay, down ? null : task);
        }
        world.touch();
    }

    /** A task for a slot of a replicated service, or for a node of a global one. */
    TaskRun create(ServiceState service, int slot, String nodeId, Duration delay, TaskRun predecessor) {
        TaskRun task = new TaskRun(world.nextId(service), service, slot, service.spec, world.now(),
                world.now().plus(delay), predecessor);
        task.nodeId = nodeId;
        world.add(task);
        if (!nodeId.isEmpty()) {
            task.state = TaskState.ASSIGNED;
        }
        world.timeline.in(delay, world::touch);
        if (predecessor != null) {
            world.timeline.in(Containers.LONGEST_WAIT, world::touch);
        }
        world.tell(Kind.TASK_CREATED, service.id, nodeId, "a new task of " + task.name() + " is wanted");
        return task;
    }

    private void replicate(ServiceState service) {
        int replicas = service.spec.service().replicas();
        List<TaskRun> wanted = world.wanted(service);
        Set<Integer> slots = new HashSet<>();
        for (TaskRun task : wanted) {
            slots.add(task.slot);
            if (task.slot > replicas) {
                task.desired = TaskState.REMOVE;
                world.touch();
            }
        }
        if (service.rollout == null) {
            wanted.stream().filter(TaskRun::wanted).collect(Collectors.groupingBy(task -> task.slot))
                    .values().forEach(this::keepOne);
        }
        for (int slot = 1; slot <= replicas; slot++) {
            if (!slots.contains(slot) && !service.givenUp.contains("" + slot)) {
                create(service, slot, "", Duration.ZERO, null);
            }
        }
    }

    /**
     * SwarmKit {@code updater.go}, {@code isSlotDirty} and {@code useExistingTask}: of several tasks in one slot, as a
     * failure in the middle of a start-first update leaves them, one stays.
     */
    private void keepOne(List<TaskRun> slot) {
        if (slot.size() > 1) {
            TaskRun kept = slot.stream().filter(task -> task.state == TaskState.RUNNING).findFirst()
                    .orElse(slot.get(slot.size() - 1));
            slot.stream().filter(task -> task != kept).forEach(task -> task.desired = TaskState.SHUTDOWN);
            world.touch();
        }
    }

    private void spreadOverNodes(ServiceState service) {
        Set<String> there = new HashSet<>();
        world.wanted(service).forEach(task -> there.add(task.nodeId));
        for (NodeState node : world.nodes.values()) {
            boolean belongs = node.seen.status() != NodeStatus.DOWN
                    && node.seen.availability() != Availability.DRAIN && satisfies(service.spec, node);
            if (!belongs && there.contains(node.id)) {
                world.tasks(task -> task.service == service && task.wanted() && task.nodeId.equals(node.id))
                        .forEach(task -> task.desired = TaskState.SHUTDOWN);
                world.touch();
            }
            boolean mayStart = belongs && node.takesTasks() && !service.givenUp.contains(node.id);
            if (mayStart && !there.contains(node.id)) {
                create(service, 0, node.id, Duration.ZERO, null);
            }
        }
    }

    boolean satisfies(Spec spec, NodeState node) {
        return spec.constraints().stream()
                .allMatch(constraint -> Constraints.satisfied(constraint, node.seen, node.labels));
    }

    private static boolean mayRestart(TaskRun task) {
        Service service = task.service.spec.service();
        boolean wished = service.restartCondition() == RestartCondition.ANY
                || service.restartCondition() == RestartCondition.ON_FAILURE && task.state != TaskState.COMPLETE;
        return wished && (service.maxAttempts() == 0
                || task.service.attempts.getOrDefault(task.place(), 0) < service.maxAttempts());
    }
}
