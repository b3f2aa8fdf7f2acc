package io.orcastra.adapters.ssh;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.ManagerByDefault;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.InventoryLabel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How a swarm grows when machines are made one and join it: one decision after the other by the same rules and planner,
 * each of what the one before would have made of the swarm. Nothing is done. Of a node that is not there yet only its name,
 * role and labels are known, so that joins, roles and labels of the inventory are told, and nothing of services.
 */
public final class SwarmToBe {
    /** One manager joins at a time; beyond this the rest is more of the same. */
    private static final int LONGEST = 30;
    private static final String API_VERSION = "1.41";

    /** A later decision, and what it would do to the swarm. */
    public record Stage(DecisionRecord decision, List<PlannedAction> actions) {
    }

    private final Set<Object> present;

    private SwarmToBe(Set<Object> facts) {
        present = new HashSet<>(facts);
    }

    /**
     * What comes after the first decision; nothing where no machine joins by it.
     *
     * @param facts the first decision was made from, configuration included
     * @param judge decides about other facts
     */
    public static List<Stage> after(DecisionRecord first, Set<Object> facts, Function<Set<Object>, DecisionRecord> judge) {
        if (first.plan().execute().stream().noneMatch(SwarmToBe::adds)) {
            return List.of();
        }
        SwarmToBe swarm = new SwarmToBe(facts);
        List<Stage> stages = new ArrayList<>();
        List<PlannedAction> done = swarm.told(first);
        while (!done.isEmpty() && stages.size() < LONGEST) {
            done.forEach(planned -> swarm.become(planned.proposal().action()));
            DecisionRecord next = judge.apply(Set.copyOf(swarm.present));
            done = swarm.told(next);
            if (!done.isEmpty()) {
                stages.add(new Stage(next, done));
            }
        }
        return stages;
    }

    private static boolean adds(PlannedAction planned) {
        return planned.proposal().action() instanceof InitialiseSwarm || planned.proposal().action() instanceof JoinSwarm;
    }

    private List<PlannedAction> told(DecisionRecord decision) {
        return decision.plan().execute().stream().filter(planned -> isTold(planned.proposal().action())).toList();
    }

    private boolean isTold(Action action) {
        return action instanceof InitialiseSwarm || action instanceof JoinSwarm || action instanceof ChangeRole
                || action instanceof SetNodeLabel set && node(set.nodeId()) != null
                && present.contains(new InventoryLabel(node(set.nodeId()).hostname(), set.key(), set.value()));
    }

    private void become(Action action) {
        if (action instanceof InitialiseSwarm make) {
            make.managers().forEach(manager -> present.add(new ManagerByDefault(manager)));
            present.add(new LocalEngine(make.hostname(), API_VERSION, ""));
            join(make.hostname(), NodeRole.MANAGER, Leadership.LEADER);
        } else if (action instanceof JoinSwarm join) {
            join(join.hostname(), join.role(), join.role() == NodeRole.MANAGER ? Leadership.REACHABLE : Leadership.NONE);
        } else if (action instanceof ChangeRole change) {
            change(node(change.nodeId()), change.role());
        } else if (action instanceof SetNodeLabel set) {
            present.removeIf(fact -> fact instanceof NodeLabel label && label.nodeId().equals(set.nodeId())
                    && label.key().equals(set.key()));
            present.add(new NodeLabel(set.nodeId(), set.key(), set.value()));
        }
    }

    /** Its id is not known before it has joined: its name stands for it. */
    private void join(String hostname, NodeRole role, Leadership leadership) {
        present.removeIf(fact -> fact instanceof Machine machine && machine.hostname().equals(hostname));
        present.add(new Machine(hostname, MachineState.IN_SWARM, hostname, "", ""));
        present.add(new Node(hostname, hostname, role, Availability.ACTIVE, NodeStatus.READY, "", "", leadership, new Platform("", ""),
                Resources.NONE, version(), Map.of(), Set.of()));
    }

    private void change(Node node, NodeRole role) {
        present.remove(node);
        present.add(new Node(node.id(), node.hostname(), role, node.availability(), node.status(), node.message(), node.address(),
                role == NodeRole.MANAGER ? Leadership.REACHABLE : Leadership.NONE, node.platform(), node.resources(),
                node.engineVersion(), node.engineLabels(), node.plugins()));
    }

    /** Of the engine version the managers have: another would forbid all writing. */
    private String version() {
        return present.stream().filter(fact -> fact instanceof Node node && node.managesNow())
                .map(fact -> ((Node) fact).engineVersion()).findAny().orElse("unknown");
    }

    private Node node(String id) {
        return present.stream().filter(fact -> fact instanceof Node node && node.id().equals(id)).map(Node.class::cast).findAny()
                .orElse(null);
    }
}
