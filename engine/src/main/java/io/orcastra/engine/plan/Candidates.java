package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.Obstruction;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.TargetVeto;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Of each node the first reason why a service does not go there: SwarmKit's before the rules' and the planner's. */
public final class Candidates {
    private final Situation situation;
    private final ClusterView cluster;
    private final Placement placement;
    private final Room room;
    private final Map<String, List<TargetVeto>> vetoes;
    private final Targets targets;
    private final Loads loads;
    private final Emergencies emergencies;

    public Candidates(Situation situation) {
        this.situation = situation;
        cluster = situation.cluster();
        placement = new Placement(cluster);
        room = Promised.room(situation);
        vetoes = situation.weighing().targetVetoes().stream().collect(Collectors.groupingBy(TargetVeto::nodeId));
        targets = new Targets(situation, new Preflight(situation));
        loads = new Loads(situation.weighing().memory());
        emergencies = new Emergencies(situation);
    }

    /** For one more task of a service, whatever it would be good for; by the names of the nodes. */
    public List<Candidate> of(Service service) {
        return nodes().map(node -> new Candidate(node.id(), placement.obstruction(service, node, room))).toList();
    }

    /** For a wish that moves tasks; for others as for one more task. Nodes the wish leaves are not among them. */
    public List<Candidate> of(Service service, Proposal proposal) {
        if (proposal.action() instanceof MoveService move) {
            return nodes().map(node -> new Candidate(node.id(), outside(move, node)
                    .or(() -> placement.obstruction(service, node, room)))).toList();
        }
        if (!(proposal.action() instanceof Relocate relocate) || relocate.nodeId().isEmpty()) {
            return of(service);
        }
        Wish wish = emergencies.conceding(Wish.of(proposal, relocate, situation));
        return nodes().filter(node -> !node.id().equals(relocate.nodeId()))
                .map(node -> new Candidate(node.id(), relocation(wish, node))).toList();
    }

    private Stream<Node> nodes() {
        return cluster.nodes().stream().sorted(Comparator.comparing(Node::hostname).thenComparing(Node::id));
    }

    private static Optional<Obstruction> outside(MoveService move, Node node) {
        return move.home().contains(node.id()) ? Optional.empty()
                : Optional.of(new Obstruction("home", "is not where it belongs", Optional.empty()));
    }

    private Optional<Obstruction> relocation(Wish wish, Node node) {
        if (!wish.relocate().among().isEmpty() && !wish.relocate().among().contains(node.id())) {
            return Optional.of(new Obstruction(wish.proposal().rule(), "is none of the nodes it may go to", Optional.empty()));
        }
        return placement.obstruction(wish.service(), node, room).or(() -> vetoed(wish, node)).or(() -> weighed(wish, node));
    }

    private Optional<Obstruction> vetoed(Wish wish, Node node) {
        return vetoes.getOrDefault(node.id(), List.of()).stream()
                .filter(veto -> veto.proposal().equals(wish.proposal()) && !wish.overrides(veto))
                .min(Comparator.comparing(TargetVeto::rule).thenComparing(TargetVeto::reason))
                .map(veto -> new Obstruction(veto.rule(), "is no target: " + veto.reason(), Optional.empty()));
    }

    private Optional<Obstruction> weighed(Wish wish, Node node) {
        if (!situation.weighing().memory().knows(wish.source()) && wish.isAboutMemory()) {
            return Optional.empty();
        }
        // where all tasks of a service are to go together, Swarm's choice among the nodes they are on is none
        boolean together = Gathering.isForAll(wish.proposal()) && cluster.placedTasks(wish.service().id()).size() > 1;
        Optional<Attempt> failed = together
                ? targets.objection(wish.ofOne(situation), node, room, loads)
                : Optional.of(targets.attempt(wish, node, room, loads)).filter(attempt -> attempt.option() == null);
        return failed.map(attempt -> new Obstruction(attempt.rule().id(), attempt.words().get(), attempt.shortage()));
    }
}
