package io.orcastra.engine.ledger;

import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.facts.cluster.MachinesAsked;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.LabelsWithdrawn;
import io.orcastra.facts.control.Order;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.SetNodeLabel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one decision says to those who ordered something: an order is done when nothing is left to be done for it. */
public final class OrderAnswers {
    private static final Map<Command, Set<Class<? extends Action>>> ACTIONS = Map.of(
            Command.RELABEL_ALL, Set.of(SetNodeLabel.class, RemoveNodeLabel.class),
            Command.RELABEL_ANCHOR, Set.of(SetNodeLabel.class, RemoveNodeLabel.class),
            Command.REMOVE_ALL_LABELS, Set.of(RemoveNodeLabel.class),
            Command.UPDATE_DEPENDENTS, Set.of(MoveService.class),
            Command.BOOTSTRAP_SWARM, Set.of(InitialiseSwarm.class, JoinSwarm.class, RestartEngine.class, ChangeRole.class,
                    RemoveNode.class));

    private final Collection<?> facts;
    private final Plan plan;
    private final RefusalWords words;

    private OrderAnswers(Collection<?> facts, Plan plan) {
        this.facts = facts;
        this.plan = plan;
        words = new RefusalWords(ClusterView.of(facts));
    }

    /** One answer to each order among the facts. */
    public static List<RequestAnswer> of(Collection<?> facts, Plan plan) {
        List<Order> orders = facts.stream().filter(Order.class::isInstance).map(Order.class::cast)
                .sorted(Comparator.comparing(Order::id)).toList();
        OrderAnswers answers = orders.isEmpty() ? null : new OrderAnswers(facts, plan);
        return orders.stream().map(order -> answers.of(order)).toList();
    }

    private RequestAnswer of(Order order) {
        List<String> beginning = Stream.concat(beginning(order), underWay(order)).distinct().toList();
        List<Refusal> deferred = plan.deferred().stream().filter(one -> isFor(order, one.proposal())).toList();
        List<Refusal> vetoed = plan.vetoed().stream().filter(one -> isFor(order, one.proposal())).toList();
        List<String> lines = new ArrayList<>(beginning);
        deferred.forEach(refusal -> lines.add(line(refusal, true)));
        vetoed.forEach(refusal -> lines.add(line(refusal, RefusalWords.ends(refusal))));
        if (lines.isEmpty() && order.command() == Command.RELABEL_ANCHOR && facts.contains(new LabelsWithdrawn())) {
            lines.add("all labels are withdrawn; relabel_all brings them back");
        }
        boolean asking = order.command() == Command.BOOTSTRAP_SWARM && !facts.contains(new MachinesAsked(order.id()));
        if (asking) {
            lines.add("machines have not answered yet: they are asked over SSH, with the key of SSH_KEY_FILE");
        }
        if (lines.isEmpty()) {
            return new RequestAnswer(order.id(), State.DONE, List.of());
        }
        boolean waits = asking || !deferred.isEmpty() || vetoed.stream().anyMatch(RefusalWords::ends);
        return new RequestAnswer(order.id(), !beginning.isEmpty() ? State.MOVING : waits ? State.WAITING : State.HELD, lines,
                Stream.concat(begun(order).map(Proposal::subject), flights(order).map(InFlight::subject)).collect(Collectors.toSet()));
    }

    private Stream<String> beginning(Order order) {
        return begun(order).map(one -> words.name(one.subject()) + " is under way").sorted();
    }

    private Stream<Proposal> begun(Order order) {
        return plan.execute().stream().map(one -> one.proposal()).filter(one -> isOfKind(order, one));
    }

    private Stream<String> underWay(Order order) {
        return flights(order).map(flight -> words.name(flight.subject()) + " is under way").sorted();
    }

    /** Whatever of its kind is under way is waited for, whoever wished it. */
    private Stream<InFlight> flights(Order order) {
        Set<String> kinds = ACTIONS.getOrDefault(order.command(), Set.of()).stream().map(Class::getSimpleName)
                .collect(Collectors.toSet());
        return facts.stream().filter(InFlight.class::isInstance).map(InFlight.class::cast)
                .filter(flight -> kinds.contains(flight.action()));
    }

    private boolean isFor(Order order, Proposal proposal) {
        return switch (order.command()) {
            case UPDATE_DEPENDENTS -> proposal.cause().equals(order.cause());
            case REMOVE_ALL_LABELS -> proposal.cause().startsWith(LabelsWithdrawn.CAUSE);
            case RELABEL_ANCHOR -> isOfKind(order, proposal) && key(proposal.action()).equals(order.anchor());
            case RELABEL_ALL, BOOTSTRAP_SWARM -> isOfKind(order, proposal);
            case PAUSE_DEPENDENTS, RESUME_DEPENDENTS, NOOP -> false;
        };
    }

    private static boolean isOfKind(Order order, Proposal proposal) {
        return ACTIONS.getOrDefault(order.command(), Set.of()).contains(proposal.action().getClass());
    }

    private static String key(Action action) {
        return action instanceof SetNodeLabel set ? set.key() : action instanceof RemoveNodeLabel taken ? taken.key() : "";
    }

    private String line(Refusal refusal, boolean waits) {
        return words.name(refusal.proposal().subject()) + " (" + refusal.proposal().reason() + ") "
                + (waits ? "waits: " : "stays: ") + RefusalWords.reasons(refusal);
    }
}
