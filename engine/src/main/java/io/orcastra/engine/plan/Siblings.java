package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import java.util.List;
import java.util.Optional;

/**
 * What a relocation would do to the other tasks of its service. SwarmKit's updater takes in any order what a pin makes
 * dirty: tasks on nodes it excludes, and tasks that have no node; what stands on the other nodes it leaves alone, running
 * or not (manager/orchestrator/task.go, IsTaskDirty).
 */
final class Siblings {
    private final ClusterView cluster;

    Siblings(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** Empty when no other task would come to harm. */
    Optional<Veto> objection(Wish wish) {
        Optional<String> unsure = wish.isPartial() ? unsure(wish) : Optional.empty();
        return unsure.map(reason -> PlannerRule.UNSURE_WHICH.veto(wish.proposal(), reason))
                .or(() -> stopsTheLast(wish) ? Optional.of(PlannerRule.LAST_RUNNING.veto(wish.proposal(), "the only task of "
                        + wish.service().name() + " that runs is on " + cluster.hostname(wish.source())
                        + " too, and Swarm might stop that one first")) : Optional.empty());
    }

    private Optional<String> unsure(Wish wish) {
        List<Task> tasks = cluster.tasks(wish.service().id());
        if (tasks.size() != wish.service().replicas() || tasks.stream().anyMatch(task -> task.nodeId().isEmpty())) {
            return Optional.of("not all " + wish.service().replicas() + " replicas of " + wish.service().name()
                    + " have a node, and Swarm might replace one that has none instead");
        }
        return wish.candidates().stream().allMatch(this::runs) ? Optional.empty()
                : Optional.of("not all of its tasks on " + cluster.hostname(wish.source())
                        + " run, and Swarm might replace one that does not instead");
    }

    /** Where a node is cleared because one task is stuck there; one at a time, so that any second one keeps the service up. */
    private boolean stopsTheLast(Wish wish) {
        return wish.relocate().goal() == Goal.UNSTICK && wish.candidates().stream().anyMatch(this::runs)
                && cluster.tasks(wish.service().id()).stream().filter(this::runs).count() < 2
                && wish.service().updateOrder() == UpdateOrder.STOP_FIRST;
    }

    private boolean runs(Task task) {
        Node node = cluster.node(task.nodeId());
        return task.state() == TaskState.RUNNING && node != null && node.status() == NodeStatus.READY;
    }
}
