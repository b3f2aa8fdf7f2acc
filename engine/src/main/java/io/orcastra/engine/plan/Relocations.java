package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.AutomationLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Grants relocations: those about memory all together, with the fewest restarts that relieve every node; of the others
 * one after the other the best target. What is granted is carried out as a move to a chosen home.
 */
final class Relocations {
    private static final List<Goal> URGENCY = List.of(
            Goal.BRING_BACK, Goal.AVERT_EXHAUSTION, Goal.RELIEVE_MEMORY, Goal.REQUESTED, Goal.UNSTICK, Goal.EVACUATE,
            Goal.PREFERENCE, Goal.SPREAD);
    private static final Comparator<Wish> ORDER = Comparator
            .<Wish>comparingInt(wish -> URGENCY.indexOf(wish.relocate().goal()))
            .thenComparingInt(wish -> wish.relocate().priority())
            .thenComparing(Comparator.<Wish>comparingInt(wish -> wish.candidates().size()).reversed())
            .thenComparing(Wish::proposal, Strength.STRONGEST_FIRST);

    private final Situation situation;
    private final ClusterView cluster;
    private final Draft draft;
    private final Targets targets;
    private final Siblings siblings;
    private final Freshness freshness;
    private final Granting granting;
    private final Gathering gathering;
    private final Set<Proposal> done = new HashSet<>();

    Relocations(Situation situation, Draft draft) {
        this.situation = situation;
        this.draft = draft;
        cluster = situation.cluster();
        targets = new Targets(situation, draft.preflight);
        siblings = new Siblings(cluster);
        freshness = new Freshness(situation);
        granting = new Granting(situation, draft);
        gathering = new Gathering(situation, draft.preflight, targets);
    }

    /** @param proposals relocations no rule forbids */
    void judge(List<Proposal> proposals) {
        List<Wish> wishes = proposals.stream().flatMap(proposal -> wish(proposal).stream()).sorted(ORDER).toList();
        Map<Boolean, List<Wish>> memory = wishes.stream().filter(Wish::isAboutMemory)
                .collect(Collectors.partitioningBy(wish -> asks(wish.proposal())));
        relieve(memory.get(false));
        relieve(memory.get(true));
        wishes.stream().filter(wish -> !wish.isAboutMemory()).forEach(wish -> place(wish, proposals));
    }

    /** Those of emergencies as they are granted, before any is, and as if no memory was waited for; the others are left out. */
    List<Wish> emergencies(List<Proposal> proposals) {
        Map<Boolean, List<Wish>> wishes = proposals.stream().flatMap(proposal -> possible(proposal).stream())
                .filter(Wish::isEmergency).sorted(ORDER).collect(Collectors.partitioningBy(wish -> asks(wish.proposal())));
        return Stream.of(false, true).flatMap(asks -> concessions().of(wishes.get(asks)).stream()).toList();
    }

    private Concessions concessions() {
        return new Concessions(targets, draft, situation.weighing().policy());
    }

    /** Nothing that needs no person waits for one: what asks first is looked at for what is left to do. */
    private boolean asks(Proposal proposal) {
        return situation.weighing().automation().of(proposal) == AutomationLevel.ASK;
    }

    private Optional<Wish> wish(Proposal proposal) {
        Optional<Wish> wish = possible(proposal);
        Optional<Veto> wait = wish.filter(Wish::isAboutMemory).flatMap(freshness::wait);
        wait.ifPresent(draft::defer);
        return wait.isPresent() ? Optional.empty() : wish;
    }

    /** Empty when it needs no look at the nodes to see that it cannot be granted. */
    private Optional<Wish> possible(Proposal proposal) {
        Relocate relocate = (Relocate) proposal.action();
        Optional<Verdict> unknown = draft.preflight.known(proposal);
        if (unknown.isPresent()) {
            draft.refuse(unknown.get().veto());
            return Optional.empty();
        }
        if (relocate.nodeId().isEmpty()) {
            draft.refuse(withoutNode(proposal, cluster.service(relocate.serviceId())));
            return Optional.empty();
        }
        Wish wish = Wish.of(proposal, relocate, situation);
        Optional<Veto> refusal = impossible(wish);
        refusal.ifPresent(draft::refuse);
        return refusal.isPresent() ? Optional.empty() : Optional.of(wish);
    }

    /** A task without a node is Swarm's to place; what can be said is where it finds no room. */
    private Veto withoutNode(Proposal proposal, Service service) {
        Placement placement = new Placement(cluster);
        Room room = draft.preflight.room();
        return placement.expectedNode(service, cluster.nodes(), room)
                .map(node -> PlannerRule.NOTHING_TO_MOVE.veto(proposal, cluster.hostname(node.id()) + " can take "
                        + service.name() + ", and Swarm will place it by itself"))
                .orElseGet(() -> PlannerRule.NO_ROOM_TO_MOVE.veto(proposal, "no node can take " + service.name() + ": "
                        + placement.explanation(service, cluster.nodes(), room)));
    }

    private Optional<Veto> impossible(Wish wish) {
        Service service = wish.service();
        Relocate relocate = wish.relocate();
        String node = cluster.hostname(relocate.nodeId());
        if (service.mode() != ServiceMode.REPLICATED) {
            return veto(PlannerRule.NOT_MOVABLE, wish, "no task of " + service.name() + " could run anywhere else");
        }
        if (wish.candidates().isEmpty()) {
            return veto(PlannerRule.NOTHING_TO_MOVE, wish, "no task of " + service.name() + " runs on " + node);
        }
        if (relocate.priority() > situation.weighing().policy().priority()) {
            return veto(PlannerRule.PRIORITY, wish, "its priority is " + relocate.priority() + ", up to "
                    + situation.weighing().policy().priority() + " is carried out");
        }
        return siblings.objection(wish).or(() -> wish.isAboutMemory() ? unknownMemory(wish) : Optional.empty());
    }

    private Optional<Veto> unknownMemory(Wish wish) {
        if (!draft.loads.knows(wish.source())) {
            return veto(PlannerRule.MEMORY_UNKNOWN, wish, "the memory of " + cluster.hostname(wish.source())
                    + " is not known: " + situation.weighing().memory().whyUnknown(wish.source()));
        }
        return wish.unmeasured().flatMap(task -> veto(PlannerRule.MEMORY_UNKNOWN, wish, "nothing measured the memory of "
                + cluster.service(task.serviceId()).name() + " on " + cluster.hostname(wish.source())));
    }

    private void relieve(List<Wish> plain) {
        if (plain.isEmpty()) {
            return;
        }
        List<Wish> wishes = concessions().of(plain);
        Map<List<String>, Wish> distinct = new LinkedHashMap<>();
        wishes.forEach(wish -> distinct.putIfAbsent(List.of(wish.service().id(), wish.source()), wish));
        Pressure pressure = new Pressure(wishes, draft.loads, situation.weighing().policy());
        Map<String, Double> before = pressure.percents();
        List<Option> options = new ReliefSearch(List.copyOf(distinct.values()), targets, draft, pressure,
                situation.weighing().policy()).best(draft.preflight.room());
        List<Option> granted = new ArrayList<>();
        for (Option option : options) {
            if (granting.grant(option)) {
                granted.add(option);
            }
        }
        Set<Proposal> chosen = options.stream().map(option -> option.wish().proposal()).collect(Collectors.toSet());
        Consolation consolation = new Consolation(situation, draft, targets, pressure, before, granted);
        wishes.stream().filter(wish -> !chosen.contains(wish.proposal())).forEach(consolation::explain);
    }

    private void place(Wish wish, List<Proposal> open) {
        Optional<Veto> along = takenAlong(wish);
        Optional<Veto> occupied = along.or(() -> draft.occupied(wish.proposal()));
        if (occupied.isPresent()) {
            along.ifPresentOrElse(draft::defer, () -> draft.refuse(occupied.get()));
            return;
        }
        Optional<Wish> all = gathering.all(wish, open);
        Gathering.Found found = all.map(one -> gathering.find(one, draft.preflight.room(), draft.loads)).orElse(null);
        Optional<Option> option = found != null && found.option() != null ? Optional.of(found.option())
                : options(all.isPresent() ? wish.ofOne(situation) : wish).stream().findFirst();
        if (option.isEmpty()) {
            Targets.Refused refused = targets.refusal(wish, draft.preflight.room(), draft.loads);
            draft.refuse(found == null ? refused.rule().veto(wish.proposal(), refused.reason())
                    : PlannerRule.NO_BETTER_NODE.veto(wish.proposal(), found.obstacle()));
        } else if (wish.relocate().goal() == Goal.EVACUATE && draft.spending.hasBegun()) {
            draft.defer(PlannerRule.ONE_BY_ONE.veto(wish.proposal(), "another move begins, and a node is emptied one service"
                    + " after another"));
        } else {
            granting.grant(option.get());
            done.add(wish.proposal());
        }
    }

    private List<Option> options(Wish wish) {
        return siblings.objection(wish).isPresent() ? List.of()
                : targets.options(wish, draft.preflight.room(), draft.loads, 1);
    }

    /** What waits for a person leaves its service to others, but not to the same wish for another node. */
    private Optional<Veto> takenAlong(Wish wish) {
        return done.stream().filter(other -> Gathering.belong(other, wish.proposal())).findFirst()
                .map(other -> PlannerRule.ONE_ACTION_PER_SUBJECT.veto(wish.proposal(), "its tasks on "
                        + cluster.hostname(((Relocate) other.action()).nodeId()) + " go first or take these along"));
    }

    private static Optional<Veto> veto(PlannerRule rule, Wish wish, String reason) {
        return Optional.of(rule.veto(wish.proposal(), reason));
    }
}
