package io.orcastra.engine.plan;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Nodes that services are leaving. Whatever is written to such a node, a label too, lets SwarmKit's constraint enforcer look
 * at the tasks there, and evict at once all that do not suit the pin, instead of letting the update replace one after the
 * other (manager/orchestrator/constraintenforcer; measured on 20.10).
 */
final class Departures {

    private Departures() {
    }

    /**
     * Why this action has to wait: it writes to a node from which a move takes tasks now, or is about to. From a node that is
     * not ready nothing can be evicted.
     *
     * @param planned ids of the nodes that moves of the same plan take tasks from
     */
    static Optional<Veto> wait(Proposal proposal, Set<String> planned, Situation situation) {
        Node node = situation.cluster().node(proposal.subject());
        if (node == null || node.status() != NodeStatus.READY) {
            return Optional.empty();
        }
        return planned.contains(node.id())
                ? Optional.of(PlannerRule.BEING_LEFT.veto(proposal, "tasks are about to leave " + node.hostname()
                        + ", and Swarm would evict them all at once"))
                : underWay(proposal, node, situation);
    }

    /**
     * Why a move has to wait: something of a node it takes tasks from is being written, or is about to.
     *
     * @param targets node by task
     * @param planned ids of the nodes of which the same plan writes something
     */
    static Optional<Veto> wait(Proposal proposal, Map<String, String> targets, Set<String> planned, Situation situation) {
        return situation.cluster().placedTasks(proposal.subject()).stream().filter(task -> targets.containsKey(task.id()))
                .map(task -> situation.cluster().node(task.nodeId()))
                .filter(node -> node != null && node.status() == NodeStatus.READY)
                .filter(node -> planned.contains(node.id()) || situation.underWay().contains(node.id()))
                .findFirst().map(node -> PlannerRule.BEING_LEFT.veto(proposal, "a label of " + node.hostname()
                        + " is being written, and Swarm would evict all tasks that leave it at once"));
    }

    private static Optional<Veto> underWay(Proposal proposal, Node node, Situation situation) {
        return situation.history().stream()
                .filter(past -> past.end() == PastAction.End.OPEN && situation.underWay().contains(past.serviceId()))
                .filter(past -> past.from().contains(node.id()) || strayed(past, node, situation) || comesBack(past, node, situation))
                .max(Comparator.comparing(PastAction::at).thenComparing(PastAction::serviceId))
                .map(past -> PlannerRule.BEING_LEFT.veto(proposal, name(past, situation) + " is leaving " + node.hostname()
                        + ", and Swarm would evict all its tasks there at once"));
    }

    /** Swarm had placed a task there a moment before the pin came that keeps the service from this node. */
    private static boolean strayed(PastAction past, Node node, Situation situation) {
        return !past.to().isEmpty() && !past.to().contains(node.id()) && hasTaskOn(node, past, situation);
    }

    /** A move that fails goes back, and then its target is what is left: no pin holds the service there any more. */
    private static boolean comesBack(PastAction past, Node node, Situation situation) {
        return past.to().contains(node.id()) && hasTaskOn(node, past, situation)
                && situation.cluster().constraints(past.serviceId()).stream().noneMatch(pin -> sendsTo(pin, past, node));
    }

    private static boolean sendsTo(PlacementConstraint pin, PastAction past, Node node) {
        return pin.key().equals("node.id") && (pin.operator() == ConstraintOperator.EQUAL
                ? pin.value().equals(node.id()) : past.from().contains(pin.value()) && !past.to().contains(pin.value()));
    }

    private static boolean hasTaskOn(Node node, PastAction past, Situation situation) {
        return situation.cluster().placedTasks(past.serviceId()).stream().anyMatch(task -> task.nodeId().equals(node.id()));
    }

    private static String name(PastAction past, Situation situation) {
        var service = situation.cluster().service(past.serviceId());
        return service == null ? past.serviceId() : service.name();
    }
}
