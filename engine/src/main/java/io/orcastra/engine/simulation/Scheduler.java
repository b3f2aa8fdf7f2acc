package io.orcastra.engine.simulation;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives every task a node, by the same model of SwarmKit's filters and order the planner predicts with. */
final class Scheduler {
    private final World world;

    Scheduler(World world) {
        this.world = world;
    }

    void assign() {
        if (!world.hasQuorum()) {
            return;
        }
        world.tasks(task -> task.nodeId.isEmpty() && !task.wanted() && !task.ended()).forEach(this::giveUp);
        List<TaskRun> pending = world.tasks(task -> task.wanted() && task.nodeId.isEmpty());
        if (pending.isEmpty()) {
            return;
        }
        ClusterView now = ClusterView.of(world.facts());
        Room room = Room.of(now);
        Map<Spec, List<TaskRun>> groups = pending.stream()
                .collect(Collectors.groupingBy(task -> task.spec, LinkedHashMap::new, Collectors.toList()));
        groups.forEach((spec, tasks) -> {
            ClusterView view = asOf(spec, tasks.get(0).service, now);
            Placement placement = new Placement(view);
            List<Node> nodes = placement.expectedNodes(spec.service(), tasks.size(), view.nodes(), room,
                    node -> world.failures.recent(spec.service().id(), spec.index(), node.id(), world.now()));
            nodes.forEach(node -> room.add(spec.service(), node.id()));
            for (int i = 0; i < tasks.size(); i++) {
                if (i < nodes.size()) {
                    assign(tasks.get(i), nodes.get(i));
                } else {
                    keepWaiting(tasks.get(i), placement, view, room);
                }
            }
        });
    }

    /** SwarmKit places a task by the version of the service it was created for, which may bear a pin that is gone since. */
    private ClusterView asOf(Spec spec, ServiceState service, ClusterView now) {
        if (spec.constraints().equals(service.spec.constraints())) {
            return now;
        }
        List<Object> then = new ArrayList<>(world.facts());
        then.removeIf(fact -> fact instanceof PlacementConstraint constraint && constraint.serviceId().equals(service.id));
        then.addAll(spec.constraints());
        return ClusterView.of(then);
    }

    /** SwarmKit {@code scheduler.go}, {@code noSuitableNode}: nobody else ends a task that has no node, and its successor waits. */
    private void giveUp(TaskRun task) {
        task.state = TaskState.SHUTDOWN;
        task.error = "";
        task.since = world.now();
        world.touch();
    }

    private void assign(TaskRun task, Node node) {
        task.nodeId = node.id();
        task.state = TaskState.ASSIGNED;
        task.error = "";
        task.since = world.now();
        world.touch();
    }

    private void keepWaiting(TaskRun task, Placement placement, ClusterView view, Room room) {
        if (task.error.isEmpty()) {
            task.error = "no suitable node (scheduling constraints not satisfied)";
            world.tell(Kind.TASK_PENDING, task.service.id, "", "no node can take " + task.name() + ": "
                    + placement.explanation(task.spec.service(), view.nodes(), room));
        }
    }
}
