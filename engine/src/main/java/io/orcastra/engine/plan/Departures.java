package io.orcastra.engine.plan;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.util.Comparator;
import java.util.Optional;

/**
 * Nodes that services are leaving. Whatever is written to such a node, a label too, lets SwarmKit's constraint enforcer look
 * at the tasks there, and evict at once all that do not suit the pin, instead of letting the update replace one after the
 * other (manager/orchestrator/constraintenforcer; measured on 20.10).
 */
final class Departures {

    private Departures() {
    }

    /** Why this action has to wait: it writes to a node from which a move takes tasks now. */
    static Optional<Veto> wait(Proposal proposal, Situation situation) {
        Node node = situation.cluster().node(proposal.subject());
        if (node == null) {
            return Optional.empty();
        }
        return situation.history().stream()
                .filter(past -> past.end() == PastAction.End.OPEN && past.from().contains(node.id()))
                .filter(past -> situation.underWay().contains(past.serviceId()))
                .max(Comparator.comparing(PastAction::at).thenComparing(PastAction::serviceId))
                .map(past -> PlannerRule.BEING_LEFT.veto(proposal, name(past, situation) + " is leaving " + node.hostname()
                        + ", and Swarm would evict all its tasks there at once"));
    }

    private static String name(PastAction past, Situation situation) {
        var service = situation.cluster().service(past.serviceId());
        return service == null ? past.serviceId() : service.name();
    }
}
