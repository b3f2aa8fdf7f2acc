package io.orcastra.engine.simulation;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.policy.KeptApart;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is relocated for the sake of something better is known, may leave, and goes where it is welcome. */
final class RelocationWatch {
    private final Map<String, NodeMemory> memory = new HashMap<>();
    private final Set<String> measured = new HashSet<>();
    private final Map<String, Task> tasks = new HashMap<>();
    private final Collection<?> facts;

    private RelocationWatch(Collection<?> facts) {
        this.facts = facts;
        for (Object fact : facts) {
            if (fact instanceof NodeMemory node) {
                memory.put(node.nodeId(), node);
            } else if (fact instanceof TaskMemory task) {
                measured.add(task.taskId());
            } else if (fact instanceof Task task) {
                tasks.put(task.id(), task);
            }
        }
    }

    static void decided(DecisionRecord record) {
        if (record.plan().execute().stream().noneMatch(action -> action.wish().action() instanceof Relocate)) {
            return;
        }
        RelocationWatch watch = new RelocationWatch(record.facts());
        for (PlannedAction action : record.plan().execute()) {
            if (action.wish().action() instanceof Relocate wish && !wish.mends()) {
                watch.check(action, wish);
            }
        }
    }

    private void check(PlannedAction action, Relocate wish) {
        if (facts.contains(new ServiceLabel(wish.serviceId(), "orchestration.rebalance", "false"))) {
            throw new Violation("7 what has opted out is not relocated", action.toString());
        }
        action.targets().forEach((task, target) -> {
            boolean forMemory = wish.goal() == Goal.AVERT_EXHAUSTION || wish.goal() == Goal.RELIEVE_MEMORY;
            checkKnown(action, tasks.get(task), target, forMemory);
            checkWelcome(action, wish.serviceId(), target);
        });
    }

    private void checkKnown(PlannedAction action, Task task, String target, boolean forMemory) {
        NodeMemory there = memory.get(target);
        NodeMemory here = memory.get(task.nodeId());
        if (there == null || forMemory && (here == null || !measured.contains(task.id()))) {
            throw new Violation("nothing is moved for unknown memory", action + " with " + here + " and " + there);
        }
        if (forMemory && here.host().equals(there.host())) {
            throw new Violation("6 memory is relieved by leaving the machine", action.toString());
        }
    }

    /** In these stories a service is in one group at most, and its id is its name with an ending. */
    private void checkWelcome(PlannedAction action, String serviceId, String target) {
        Map<String, String> groups = facts.stream().filter(KeptApart.class::isInstance).map(KeptApart.class::cast)
                .collect(Collectors.toMap(one -> one.service() + "-id", KeptApart::group));
        facts.stream().filter(fact -> fact instanceof Service service && service.mode() != ServiceMode.REPLICATED)
                .forEach(fact -> groups.remove(((Service) fact).id()));
        String group = groups.get(serviceId);
        boolean other = group != null && tasks.values().stream().anyMatch(task -> task.nodeId().equals(target)
                && !task.serviceId().equals(serviceId) && group.equals(groups.get(task.serviceId()))
                && task.state() == TaskState.RUNNING);
        if (other) {
            throw new Violation("nothing is brought together that is kept apart", action.toString());
        }
    }
}
