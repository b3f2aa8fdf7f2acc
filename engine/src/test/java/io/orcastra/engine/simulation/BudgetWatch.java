package io.orcastra.engine.simulation;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.UpdateService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts for itself what the planner counts: budgets hold in each cycle, in each hour and towards each node. */
final class BudgetWatch {
    private static final String INVARIANT = "8 budgets hold";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Budgets budgets;
    private final Clock clock;
    private final Deque<Instant> begun = new ArrayDeque<>();
    /** By subject of an action under way, the nodes it goes to. */
    private final Map<String, UnderWay> towards = new HashMap<>();

    BudgetWatch(Budgets budgets, Clock clock) {
        this.budgets = budgets;
        this.clock = clock;
    }

    void began(Proposal proposal) {
        if (disturbs(proposal)) {
            begun.add(clock.instant());
            towards.put(proposal.subject(), new UnderWay(clock.instant(), Set.of()));
        }
    }

    /** What wrote nothing was no move. */
    void ended(Outcome outcome) {
        boolean wroteNothing = outcome.result() == Result.SKIPPED || outcome.result() == Result.REFUSED;
        if (towards.containsKey(outcome.proposal().subject()) && wroteNothing) {
            begun.remove(towards.get(outcome.proposal().subject()).at);
        }
        ended(outcome.proposal().subject());
    }

    /** The action about this subject is not under way any more. */
    void ended(String subject) {
        towards.remove(subject);
    }

    private record UnderWay(Instant at, Set<String> targets) {
    }

    /** After everything the decision begins has begun. */
    void decided(DecisionRecord record) {
        List<PlannedAction> begins = record.plan().execute().stream().filter(one -> disturbs(one.proposal())).toList();
        if (begins.isEmpty()) {
            return;
        }
        boolean emergency = begins.stream().anyMatch(BudgetWatch::isEmergency);
        long usual = begins.stream().filter(one -> !isEmergency(one)).count();
        check(usual, budgets.perCycle(), "begun in one cycle");
        check(begins.size(), emergency ? budgets.emergencyPerCycle() : budgets.perCycle(), "begun in one cycle");
        while (!begun.isEmpty() && !begun.peek().isAfter(clock.instant().minus(HOUR))) {
            begun.remove();
        }
        check(begun.size(), emergency ? budgets.emergencyPerHour() : budgets.perHour(), "begun in an hour");
        Set<String> nodes = new HashSet<>();
        for (PlannedAction action : begins) {
            Set<String> targets = Set.copyOf(action.targets().values());
            towards.computeIfPresent(action.proposal().subject(), (subject, one) -> new UnderWay(one.at, targets));
            nodes.addAll(targets);
        }
        for (String node : nodes) {
            check(towards.values().stream().filter(one -> one.targets.contains(node)).count(), budgets.perNode(),
                    "under way towards " + node);
        }
    }

    private static void check(long number, int most, String words) {
        if (number > most) {
            throw new Violation(INVARIANT, number + " actions " + words + ", " + most + " are allowed");
        }
    }

    private static boolean isEmergency(PlannedAction action) {
        return action.wish().action() instanceof Relocate wish && wish.goal() == Goal.AVERT_EXHAUSTION;
    }

    private static boolean disturbs(Proposal proposal) {
        return proposal.action() instanceof MoveService || proposal.action() instanceof RestartService
                || proposal.action() instanceof RestartContainer || proposal.action() instanceof RestartEngine
                || proposal.action() instanceof UpdateService;
    }
}
