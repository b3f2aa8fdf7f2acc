package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.condition.Movable;
import io.orcastra.facts.condition.MovesWanted;
import io.orcastra.facts.condition.NodeUp;
import io.orcastra.facts.condition.OptedOut;
import io.orcastra.facts.condition.StableNode;
import io.orcastra.facts.condition.Starting;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.NodeLosses;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.policy.Rebalancing;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rebalancing disturbs no more than it must (rebalancing.drl, but for what is unmovable). */
final class PlainRebalancing extends PlainPolicy {
    private static final Set<String> NO = Set.of("false", "no", "off", "0");

    PlainRebalancing(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        facts.where(By.SERVICE_LABEL_KEY, "orchestration.rebalance").stream().filter(one -> NO.contains(one.value().toLowerCase(Locale.ROOT)))
                .forEach(one -> facts.conclude("ORC-REB-101", new OptedOut(one.serviceId())));
        if (facts.all(Rebalancing.class).isEmpty()) {
            return;
        }
        facts.conclude("ORC-REB-111", new MovesWanted());
        for (Node node : facts.all(Node.class)) {
            if (node.status() == NodeStatus.READY && node.availability() == Availability.ACTIVE) {
                NodeUp up = new NodeUp(node.id());
                facts.conclude("ORC-REB-102", up);
                if (elapsed("node up", up)) {
                    facts.conclude("ORC-REB-103", new StableNode(node.id()));
                }
            }
        }
    }

    @Override
    void timers() {
        facts.all(Rebalancing.class).forEach(settings -> facts.all(NodeUp.class).forEach(
                up -> {
                    facts.conclude("ORC-REB-501", new Timer("node up", up, settings.stableAfter(), true));
                    losses(up.nodeId()).forEach(losses -> facts.conclude("ORC-REB-502",
                            new Timer("node up after losses", up, losses.trustedAfter(settings.stableAfter()))));
                }));
    }

    private List<NodeLosses> losses(String node) {
        return facts.all(NodeLosses.class).stream().filter(one -> one.nodeId().equals(node) && one.count() > 1).toList();
    }

    @Override
    void vetoes() {
        for (Proposal proposal : relocations(move -> true)) {
            Relocate move = (Relocate) proposal.action();
            permit(proposal, move);
            service(move.serviceId()).forEach(service -> spare(proposal, move, service));
            rest(proposal, move);
            if (!move.urgent()) {
                await(proposal);
            }
            stay(proposal, move);
            if (move.cosmetic()) {
                distrust(proposal, move);
            }
            if (!move.averts()) {
                giveUp(proposal, move);
                report(proposal, move.cosmetic());
            }
        }
    }

    private void report(Proposal proposal, boolean cosmetic) {
        failures(proposal, cosmetic).forEach(failures -> service(failures.serviceId()).forEach(service ->
                find(cosmetic ? "ORC-REB-402" : "ORC-REB-401", service.id(), failures.count() + " moves of " + service.name()
                                + (cosmetic ? " to a better place have failed" : " have failed for the same cause")
                                + ", the last one: " + failures.error(),
                        "Maybe it lacks something there; it is tried again when the service, a node or the configuration"
                                + " changes")));
    }

    private void giveUp(Proposal proposal, Relocate move) {
        failures(proposal, move.cosmetic()).forEach(failures -> veto(move.cosmetic() ? "ORC-REB-310" : "ORC-REB-307", proposal,
                "given up: " + failures.count() + " moves of it have failed for the same cause"
                        + (move.cosmetic() ? ", and it runs well where it is" : "")));
    }

    private List<MoveFailures> failures(Proposal proposal, boolean cosmetic) {
        return facts.all(MoveFailures.class).stream().filter(failures -> failures.count() > (cosmetic ? 1 : 2)
                && failures.serviceId().equals(proposal.subject()) && failures.cause().equals(proposal.cause())).toList();
    }

    private void permit(Proposal proposal, Relocate move) {
        if (facts.all(Rebalancing.class).isEmpty() && !move.asked() && !move.bringsBack()) {
            veto("ORC-REB-301", proposal, "rebalancing is not configured");
        }
        if (facts.holds(new OptedOut(move.serviceId())) && !move.asked()) {
            veto("ORC-REB-302", proposal, "its owner set service label orchestration.rebalance=false");
        }
    }

    private void spare(Proposal proposal, Relocate move, Service service) {
        if (!move.mends() && facts.holds(new Starting(service.id()))) {
            veto("ORC-REB-308", proposal, service.name() + " is starting");
        }
        if (!move.mends() && !service.hostPorts().isEmpty() && !facts.holds(new Movable(service.id()))) {
            veto("ORC-REB-309", proposal, service.name() + " publishes ports of its node, by whose address clients"
                    + " find it; maybe its owner sets service label orchestration.movable=true");
        }
    }

    private void rest(Proposal proposal, Relocate move) {
        for (Resting resting : facts.all(Resting.class)) {
            if (resting.subject().equals(move.serviceId())) {
                restItself(proposal, move, resting);
            }
            if (move.urgent() || move.asked()) {
                continue;
            }
            if (resting.subject().isEmpty()) {
                veto("ORC-REB-305", proposal, "something was moved a short while ago; the swarm rests", resting.until());
            }
            node(resting.subject()).forEach(node -> rest(proposal, move, node, resting));
        }
    }

    private void restItself(Proposal proposal, Relocate move, Resting resting) {
        if (!move.urgent() && !move.asked()) {
            veto("ORC-REB-303", proposal, "it was moved a short while ago; it rests", resting.until());
        }
        boolean failed = facts.all(FailedMove.class).stream().anyMatch(one -> one.serviceId().equals(move.serviceId()));
        if (move.averts() && failed) {
            veto("ORC-REB-320", proposal, "a move of it failed a short while ago; it rests", resting.until());
        }
    }

    private void rest(Proposal proposal, Relocate move, Node node, Resting resting) {
        if (move.nodeId().equals(node.id())) {
            veto("ORC-REB-304", proposal,
                    node.hostname() + " took part in a move a short while ago; it rests", resting.until());
        } else {
            vetoTarget("ORC-REB-311", proposal, node.id(), "it took part in a move a short while ago");
        }
    }

    private void await(Proposal proposal) {
        for (InFlight action : facts.all(InFlight.class)) {
            if (action.action().equals("MoveService")) {
                service(action.subject()).forEach(service -> veto("ORC-REB-306", proposal,
                        service.name() + " is being moved; its effect is waited for"));
            }
        }
    }

    private void distrust(Proposal proposal, Relocate move) {
        facts.all(Rebalancing.class).forEach(settings -> facts.all(NodeUp.class).stream()
                .filter(up -> !up.nodeId().equals(move.nodeId()) && !elapsed("node up after losses", up))
                .forEach(up -> losses(up.nodeId()).forEach(losses -> vetoTarget("ORC-REB-314", proposal, up.nodeId(),
                        "it was lost " + losses.count() + " times, each less than a day after the one before, and has not been up"
                                + " for " + losses.trustedAfterInWords(settings.stableAfter()) + " since"))));
    }

    private void stay(Proposal proposal, Relocate move) {
        if (!move.urgent() && !move.named()) {
            facts.all(NodeUp.class).stream().map(NodeUp::nodeId)
                    .filter(node -> !node.equals(move.nodeId()) && !facts.holds(new StableNode(node)))
                    .forEach(node -> vetoTarget("ORC-REB-313", proposal, node, "it has not been up for long enough yet"));
        }
        boolean avoided = facts.all(Rebalancing.class).stream().anyMatch(Rebalancing::managersAvoided);
        if (avoided && !move.mends() && !move.named()) {
            facts.all(Node.class).stream()
                    .filter(node -> node.role() == NodeRole.MANAGER && !node.id().equals(move.nodeId()))
                    .forEach(node -> vetoTarget("ORC-REB-312", proposal, node.id(),
                            "it is a manager, and managers are avoided"));
        }
    }
}
