package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** What is left of the budgets while one plan is made. */
final class Spending {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Situation situation;
    private final Map<String, Integer> towards = new HashMap<>();
    private final LastHour lastHour;
    private int begun;
    private int promised;

    Spending(Situation situation) {
        this.situation = situation;
        situation.towards().forEach(node -> towards.merge(node, 1, Integer::sum));
        lastHour = LastHour.of(situation.history(), situation.now());
    }

    /** Why the action has to wait; when empty, its price has been paid. */
    Optional<Veto> spend(Proposal proposal, Collection<String> targets) {
        return spend(proposal, targets, false, 0);
    }

    /**
     * The same with the larger budget of an emergency.
     *
     * @param following how many services follow in the next cycles: this plan leaves room for them in the hour, or the set
     *                  would be torn
     */
    Optional<Veto> spend(Proposal proposal, Collection<String> targets, boolean emergency, int following) {
        if (!PlannedAction.isBudgeted(proposal.action())) {
            return Optional.empty();
        }
        Optional<Veto> wait = wait(proposal, targets, emergency, following);
        if (wait.isEmpty()) {
            begun++;
            promised += following;
            new HashSet<>(targets).forEach(node -> towards.merge(node, 1, Integer::sum));
        }
        return wait;
    }

    /** Whether this plan begins anything that disturbs. */
    boolean hasBegun() {
        return begun > 0;
    }

    /** How many further actions may be begun in this cycle. */
    int left(boolean emergency) {
        return Math.max(0, Math.min(perCycle(emergency) - begun, perHour(emergency) - ofTheHour()));
    }

    /** How many further actions the hour has room for where nothing is urgent. */
    int leftOfTheHour() {
        return situation.budgets().perHour() - ofTheHour();
    }

    /** How many further actions may be directed at the node. */
    int left(String nodeId) {
        return situation.budgets().perNode() - towards.getOrDefault(nodeId, 0);
    }

    /** What {@link #spend(Proposal, Collection, boolean, int)} would say. */
    Optional<Veto> wait(Proposal proposal, Collection<String> targets, boolean emergency, int following) {
        Budgets budgets = situation.budgets();
        if (begun >= perCycle(emergency)) {
            return Optional.of(PlannerRule.CYCLE_BUDGET.veto(
                    proposal, "this cycle begins " + begun + " of at most " + perCycle(emergency)
                            + " moves and restarts already"));
        }
        if (ofTheHour() >= perHour(emergency)) {
            return Optional.of(hourIsFull(proposal, perHour(emergency), 0));
        }
        if (following > 0 && following >= budgets.perHour()) {
            return Optional.of(PlannerRule.HOUR_BUDGET.veto(proposal, (1 + following) + " services would move together, and an hour"
                    + " has room for " + budgets.perHour()));
        }
        // whoever follows does so by a wish of its own, which is no emergency
        if (following > 0 && ofTheHour() + following >= budgets.perHour()) {
            return Optional.of(hourIsFull(proposal, budgets.perHour(), following));
        }
        return targets.stream().sorted().filter(node -> towards.getOrDefault(node, 0) >= budgets.perNode()).findFirst()
                .map(node -> PlannerRule.NODE_BUDGET.veto(proposal, towards.get(node) + " of at most "
                        + budgets.perNode() + " moves are under way towards " + situation.cluster().hostname(node)));
    }

    private Veto hourIsFull(Proposal proposal, int perHour, int following) {
        int tooMany = ofTheHour() + following - perHour;
        return PlannerRule.HOUR_BUDGET.veto(proposal, "the last hour has seen " + ofTheHour() + " of at most " + perHour
                + " moves and restarts" + (following == 0 ? "" : ", and " + following + " would have to follow"),
                tooMany < lastHour.size() ? lastHour.roomAfter(tooMany) : situation.now().plus(HOUR));
    }

    private int ofTheHour() {
        return begun + promised + lastHour.size();
    }

    private int perCycle(boolean emergency) {
        return emergency ? situation.budgets().emergencyPerCycle() : situation.budgets().perCycle();
    }

    private int perHour(boolean emergency) {
        return emergency ? situation.budgets().emergencyPerHour() : situation.budgets().perHour();
    }
}
