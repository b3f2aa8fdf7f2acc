package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import java.util.Map;

/**
 * An action to be carried out.
 *
 * @param targets          by id of each task that will be replaced, the id of the node expected for its successor;
 *                         empty for label actions
 * @param expectedRestarts tasks that will be replaced
 */
public record PlannedAction(Proposal proposal, Map<String, String> targets, int expectedRestarts) {
    public PlannedAction {
        targets = Map.copyOf(targets);
    }

    /** Whether it replaces tasks, and so counts in budgets and history. */
    public boolean disturbs() {
        return disturbs(proposal.action());
    }

    static boolean disturbs(Action action) {
        return action instanceof MoveService || action instanceof RestartService
                || action instanceof RestorePreviousSpec;
    }
}
