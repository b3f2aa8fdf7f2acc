package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import java.util.Map;

/**
 * An action to be carried out.
 *
 * @param wish             what a rule proposed; another proposal than the one carried out only where the planner chose how
 * @param targets          by id of each task that will be replaced, the id of the node expected for its successor;
 *                         empty for label actions
 * @param expectedRestarts tasks that will be replaced
 */
public record PlannedAction(Proposal proposal, Proposal wish, Map<String, String> targets, int expectedRestarts) {
    public PlannedAction {
        targets = Map.copyOf(targets);
    }

    /** An action as a rule proposed it. */
    public PlannedAction(Proposal proposal, Map<String, String> targets, int expectedRestarts) {
        this(proposal, proposal, targets, expectedRestarts);
    }

    /** Whether it replaces tasks, and so counts in budgets and history. */
    public boolean disturbs() {
        return disturbs(proposal.action());
    }

    /**
     * Whether budgets allow it or have it wait. What puts right a rollback of the owner's does not ask: the disturbance is
     * the owner's own, and a pin of ours that stays may keep a service from every node.
     */
    static boolean isBudgeted(Action action) {
        return disturbs(action) && !(action instanceof RestorePreviousSpec);
    }

    private static boolean disturbs(Action action) {
        return action instanceof Move || action instanceof RestartService
                || action instanceof RestorePreviousSpec;
    }
}
