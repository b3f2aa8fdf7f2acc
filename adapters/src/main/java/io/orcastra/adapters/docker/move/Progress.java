package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.write.JsonDifference;
import io.orcastra.facts.cluster.UpdateState;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How far a pinned update is, judged from one look at the swarm. */
enum Progress {
    /** Tasks are being replaced, or watched after it. */
    UNDER_WAY,
    /** As many tasks are replaced as should be, their successors have nodes in home: the pin has done its work. */
    CHOSEN,
    /** Every task runs where it should and Swarm has watched them to the end. */
    CONVERGED,
    /** A new task failed after the pin was taken off; to send it back is ours. */
    FAILING,
    /** A new task failed and Swarm is putting the old spec back. */
    ROLLING_BACK,
    /** Swarm has put the old spec back, or given up doing so. */
    ROLLED_BACK,
    /** Swarm has stopped the update and waits for somebody. */
    STALLED,
    /** No node is left that the pin allows. */
    TARGET_LOST,
    /** Somebody else took our pin off; nobody changed anything else. */
    RELEASED,
    /** Somebody else wrote the service. */
    CHANGED,
    /** The service does not exist any more. */
    GONE,
    /** It took longer than it may. */
    OVERDUE,
    /** This process is about to end and cannot watch on. */
    STOPPING;

    static Progress of(Goal goal, ServiceReading service, List<TaskReading> tasks, List<NodeReading> nodes) {
        if (!JsonDifference.same(service.spec(), goal.pinning().pinned())) {
            return withoutOurSpec(goal, service);
        }
        UpdateState state = service.updateState();
        if (state == UpdateState.PAUSED || state == UpdateState.ROLLBACK_PAUSED) {
            return STALLED;
        }
        if (goal.isReleasedEarly() && isChosen(goal, service, tasks)) {
            return CHOSEN;
        }
        boolean isOver = state == UpdateState.COMPLETED || state == UpdateState.NONE || goal.isPartial();
        if (isOver && isReached(goal, tasks, nodes)) {
            return CONVERGED;
        }
        return isTargetLost(goal, nodes) ? TARGET_LOST : UNDER_WAY;
    }

    private static Progress withoutOurSpec(Goal goal, ServiceReading service) {
        return switch (service.updateState()) {
            case ROLLBACK_STARTED -> ROLLING_BACK;
            case ROLLBACK_COMPLETED, ROLLBACK_PAUSED -> ROLLED_BACK;
            default -> JsonDifference.same(service.spec(), goal.pinning().unpinned()) ? RELEASED : CHANGED;
        };
    }

    private static boolean isChosen(Goal goal, ServiceReading service, Collection<TaskReading> tasks) {
        List<TaskReading> wanted = tasks.stream().filter(TaskReading::isWanted).toList();
        return wanted.size() >= service.replicas() && areReplaced(goal, wanted)
                && wanted.stream().noneMatch(task -> task.nodeId().isEmpty());
    }

    private static boolean areReplaced(Goal goal, List<TaskReading> wanted) {
        long left = wanted.stream().filter(task -> goal.replaced().contains(task.id())).count();
        return left <= goal.replaced().size() - goal.restarts()
                && wanted.stream().filter(task -> !task.nodeId().isEmpty() && !goal.replaced().contains(task.id()))
                        .allMatch(goal::isAtHome);
    }

    /** Whether enough tasks run, as many are gone as should be, and none that is not to stay is anywhere else. */
    static boolean isReached(Goal goal, Collection<TaskReading> tasks, Collection<NodeReading> nodes) {
        List<TaskReading> wanted = tasks.stream().filter(TaskReading::isWanted).toList();
        return areReplaced(goal, wanted) && runningOnReadyNodes(wanted, nodes).size() >= goal.wanted();
    }

    /** Ids of the tasks that run in truth: those of a dead node say so for ever. */
    static Set<String> runningOnReadyNodes(Collection<TaskReading> tasks, Collection<NodeReading> nodes) {
        Set<String> ready = nodes.stream().filter(NodeReading::isReady).map(NodeReading::id)
                .collect(Collectors.toSet());
        return tasks.stream()
                .filter(task -> task.isRunning() && ready.contains(task.nodeId()))
                .map(TaskReading::id)
                .collect(Collectors.toSet());
    }

    private static boolean isTargetLost(Goal goal, Collection<NodeReading> nodes) {
        return !goal.home().isEmpty()
                && nodes.stream().noneMatch(node -> goal.home().contains(node.id()) && node.mayTakeTasks());
    }
}
