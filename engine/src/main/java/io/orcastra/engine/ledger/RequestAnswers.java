package io.orcastra.engine.ledger;

import io.orcastra.engine.ledger.RequestAnswer.State;
import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.condition.MovesWith;
import io.orcastra.facts.condition.RequestDone;
import io.orcastra.facts.condition.StaysBehind;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.OperatorRequest;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one decision says to those who asked for something. */
public final class RequestAnswers {
    private static final String MOVE = MoveService.class.getSimpleName();

    private final ClusterView cluster;
    private final Collection<?> facts;
    private final Collection<Condition> conditions;
    private final Plan plan;
    private final RefusalWords words;

    private RequestAnswers(Collection<?> facts, Collection<Condition> conditions, Plan plan) {
        this.facts = facts;
        this.conditions = conditions;
        this.plan = plan;
        cluster = ClusterView.of(facts);
        words = new RefusalWords(cluster);
    }

    /**
     * One answer to each request among the facts.
     *
     * @param conditions what rules concluded from the facts
     * @param plan       what was made of it
     */
    public static List<RequestAnswer> of(Collection<?> facts, Collection<Condition> conditions, Plan plan) {
        List<OperatorRequest> requests = facts.stream().filter(OperatorRequest.class::isInstance)
                .map(OperatorRequest.class::cast).sorted(Comparator.comparing(OperatorRequest::id)).toList();
        RequestAnswers answers = requests.isEmpty() ? null : new RequestAnswers(facts, conditions, plan);
        return requests.stream().map(request -> answers.of(request)).toList();
    }

    private RequestAnswer of(OperatorRequest request) {
        if (conditions.contains(new RequestDone(request.id(), request.nodeId()))) {
            return new RequestAnswer(request.id(), State.DONE, List.of());
        }
        List<String> moving = Stream.concat(beginning(), underWay()).distinct().toList();
        List<Refusal> deferred = refusals(request, plan.deferred());
        List<Refusal> vetoed = refusals(request, plan.vetoed());
        List<String> lines = new ArrayList<>(moving);
        deferred.forEach(refusal -> lines.add(words.name(refusal.proposal().subject()) + " waits: " + RefusalWords.reasons(refusal)));
        vetoed.forEach(refusal -> lines.add(words.name(refusal.proposal().subject())
                + (RefusalWords.ends(refusal) ? " waits: " : " stays: ") + RefusalWords.reasons(refusal)));
        staying(request).forEach(lines::add);
        if (lines.isEmpty()) {
            lines.add(nothing(request));
        }
        boolean waits = !deferred.isEmpty() || vetoed.stream().anyMatch(RefusalWords::ends);
        return new RequestAnswer(request.id(), !moving.isEmpty() ? State.MOVING : waits ? State.WAITING : State.HELD, lines,
                subjects(request));
    }

    private Set<String> subjects(OperatorRequest request) {
        Set<String> set = moveWith(request);
        return Stream.concat(moves().filter(one -> one.cause().equals(request.cause()) || set.contains(one.subject()))
                        .map(Proposal::subject), flights().map(InFlight::subject).filter(set::contains))
                .collect(Collectors.toSet());
    }

    /** What follows an anchor moves by a rule of its own, and may still do so when the anchor has arrived. */
    private Set<String> moveWith(OperatorRequest request) {
        Set<String> leading = told(facts, Relocated.class).filter(one -> one.cause().equals(request.cause()))
                .map(Relocated::serviceId).collect(Collectors.toCollection(HashSet::new));
        if (request instanceof MoveRequest move) {
            service(move).ifPresent(service -> {
                leading.add(service.id());
                told(conditions, MovesWith.class).filter(one -> one.memberId().equals(service.id()))
                        .map(MovesWith::anchorId).forEach(leading::add);
            });
        }
        Set<String> set = new HashSet<>(leading);
        told(conditions, MovesWith.class).filter(one -> leading.contains(one.anchorId())).map(MovesWith::memberId).forEach(set::add);
        return set;
    }

    private Stream<Proposal> moves() {
        return plan.execute().stream().map(PlannedAction::proposal).filter(one -> one.action() instanceof MoveService);
    }

    private Optional<Service> service(MoveRequest move) {
        return told(facts, Service.class).filter(one -> one.name().equals(move.service())).findFirst();
    }

    private static <T> Stream<T> told(Collection<?> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }

    /** Whatever moves is waited for, whoever asked for it: a set moves by more than one rule. */
    private Stream<String> beginning() {
        return plan.execute().stream().filter(action -> action.proposal().action() instanceof MoveService)
                .map(action -> words.name(action.proposal().subject()) + " is moved to " + targets(action));
    }

    private Stream<String> underWay() {
        return flights().map(flight -> words.name(flight.subject()) + " is being moved").sorted();
    }

    private Stream<InFlight> flights() {
        return told(facts, InFlight.class).filter(flight -> flight.action().equals(MOVE));
    }

    private List<Refusal> refusals(OperatorRequest request, List<Refusal> all) {
        Set<String> flying = flights().map(InFlight::subject).collect(Collectors.toSet());
        plan.execute().forEach(action -> flying.add(action.proposal().subject()));
        return all.stream().filter(refusal -> refusal.proposal().cause().equals(request.cause()))
                .filter(refusal -> !flying.contains(refusal.proposal().subject())).toList();
    }

    private Stream<String> staying(OperatorRequest request) {
        return request instanceof EvacuationRequest ? told(conditions, StaysBehind.class)
                .filter(one -> one.nodeId().equals(request.nodeId()))
                .map(one -> words.name(one.serviceId()) + " stays: " + one.reason()).sorted() : Stream.empty();
    }

    private String nothing(OperatorRequest request) {
        if (!(request instanceof MoveRequest move)) {
            return "no rule wishes it now";
        }
        Service service = service(move).orElse(null);
        if (service == null) {
            return "the swarm has no service " + move.service() + " any more";
        }
        return cluster.placedTasks(service.id()).isEmpty() ? move.service() + " does not run, there is nothing to move"
                : "no rule wishes it now: " + move.service() + " starts, or what follows it does";
    }

    private String targets(PlannedAction action) {
        return action.targets().values().stream().map(cluster::hostname).distinct().sorted().collect(Collectors.joining(", "));
    }
}
