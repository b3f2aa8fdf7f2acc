package io.orcastra.engine.explain;

import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.plan.Followers;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Planner;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What later cycles do because of the moves of a plan: labels go where an anchor went, and all that follow it come after.
 * The same rules and planner decide it; whatever else they wish for by then is not this plan's doing and is left out.
 */
final class Sequel {
    /** What the simulation tells, or what a later moment has other facts for. */
    private static final Set<Class<?>> OVERTAKEN = Set.of(Node.class, NodeLabel.class, Service.class, ServiceLabel.class,
            Mount.class, SpreadPreference.class, PlacementConstraint.class, Task.class, EndedTask.class, NodeMemory.class,
            TaskMemory.class, Elapsed.class, Timer.class);

    private final Evaluation judge;
    private final DecisionRecord decision;
    private final Picture before;
    private final Set<String> following = new HashSet<>();
    private final Set<String> labels = new HashSet<>();

    /** @param judge of the rules and budgets the decision was made by */
    Sequel(Evaluation judge, DecisionRecord decision) {
        this.judge = judge;
        this.decision = decision;
        before = Picture.of(decision.facts());
        Followers followers = Followers.of(decision.facts(), decision.conditions());
        for (PlannedAction planned : decision.plan().execute()) {
            if (planned.proposal().action() instanceof Move move) {
                following.addAll(followers.of(move.subject()));
                labels.addAll(followers.labels(move.subject()));
            }
        }
        following.forEach(service -> labels.addAll(followers.labels(service)));
    }

    /** What the next cycle does of it; empty when nothing is left to be done, or nothing may be done. */
    List<PlannedAction> after(Set<Object> simulated, Instant at) {
        if (following.isEmpty() && labels.isEmpty()) {
            return List.of();
        }
        return new Planner().plan(judge.examine(facts(simulated), List.of(), at).situation().only(this::belongs)).execute();
    }

    /** The cluster as simulated, with all else that was known when the plan was made. */
    Set<Object> facts(Set<Object> simulated) {
        Picture after = before.later(simulated);
        Set<Object> facts = new HashSet<>(decision.facts());
        facts.removeIf(fact -> OVERTAKEN.contains(fact.getClass()));
        facts.addAll(simulated);
        facts.addAll(after.memory().values());
        facts.addAll(after.used().values());
        return facts;
    }

    private boolean belongs(Proposal proposal) {
        if (proposal.action() instanceof SetNodeLabel set) {
            return labels.contains(set.key());
        }
        if (proposal.action() instanceof RemoveNodeLabel remove) {
            return labels.contains(remove.key());
        }
        return proposal.action() instanceof MoveService && following.contains(proposal.subject());
    }
}
