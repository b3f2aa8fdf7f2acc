package io.orcastra.engine.simulation;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.TaskState;
import java.util.List;
import java.util.Optional;

/** Gives every task a node, by the same model of SwarmKit's filters and order the planner predicts with. */
final class Scheduler {
    private final World world;

    Scheduler(World world) {
        this.world = world;
    }

    void assign() {
        List<TaskRun> pending = world.tasks(task -> task.wanted() && task.nodeId.isEmpty());
        if (pending.isEmpty() || !world.hasQuorum()) {
            return;
        }
        ClusterView view = ClusterView.of(world.schedulingFacts());
        Placement placement = new Placement(view);
        Room room = Room.of(view);
        for (TaskRun task : pending) {
            Optional<Node> node = placement.expectedNode(task.spec.service(), view.nodes(), room);
            if (node.isPresent()) {
                room.add(task.spec.service(), node.get().id());
                task.nodeId = node.get().id();
                task.state = TaskState.ASSIGNED;
                task.error = "";
                task.since = world.now();
                world.touch();
            } else if (task.error.isEmpty()) {
                task.error = "no suitable node (scheduling constraints not satisfied)";
                world.tell(Kind.TASK_PENDING, task.service.id, "", "no node can take " + task.name() + ": "
                        + placement.explanation(task.spec.service(), view.nodes(), room));
            }
        }
    }
}
