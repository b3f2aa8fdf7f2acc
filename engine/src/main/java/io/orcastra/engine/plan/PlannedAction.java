package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import java.util.Map;
import java.util.Set;

/**
 * An action to be carried out.
 *
 * @param wish             what a rule proposed; another proposal than the one carried out only where the planner chose how
 * @param targets          by id of each task that will be replaced, the id of the node expected for its successor;
 *                         empty for label actions
 * @param expectedRestarts tasks that will be replaced
 */
public record PlannedAction(Proposal proposal, Proposal wish, Map<String, String> targets, int expectedRestarts) {
    /** All others disturb: a new action counts until somebody decides that it need not. */
    private static final Set<Class<? extends Action>> HARMLESS = Set.of(SetNodeLabel.class, RemoveNodeLabel.class,
            CollectGarbage.class, FetchMod.class, InitialiseSwarm.class, JoinSwarm.class, ChangeRole.class, RemoveNode.class,
            CreateService.class, CutOff.class);

    public PlannedAction {
        targets = Map.copyOf(targets);
    }

    /** An action as a rule proposed it. */
    public PlannedAction(Proposal proposal, Map<String, String> targets, int expectedRestarts) {
        this(proposal, proposal, targets, expectedRestarts);
    }

    /** Whether it replaces tasks or restarts containers, and so counts in budgets and history. */
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
        return !isHarmless(action.getClass());
    }

    static boolean isHarmless(Class<?> action) {
        return HARMLESS.contains(action);
    }
}
