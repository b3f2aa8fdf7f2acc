package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Proposal;
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
}
