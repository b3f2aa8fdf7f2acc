package io.orcastra.engine.explain;

import io.orcastra.engine.plan.Candidate;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.reading.Reason;
import io.orcastra.rules.reading.Subject;
import io.orcastra.rules.reading.Unexplained;
import java.util.List;
import java.util.Optional;

/**
 * What was decided about a service or node, what holds it back, and why nothing else was decided.
 *
 * @param planned    what will be done with it
 * @param held       what is wished and not done, the worst obstacle of each first
 * @param answers    rules that wish for nothing, the one that came nearest first; those nobody asked for last
 * @param candidates nodes it might go to; empty for nodes
 * @param wish       what the candidates were looked at for; empty when there is no such wish
 * @param obstacles  all that is in the way, the worst first: of what is wished, else of what might be
 * @param unreadable rules of which nobody can tell whether they match and why not
 */
public record Explanation(
        Subject subject,
        List<Condition> conditions,
        List<Finding> findings,
        List<PlannedAction> planned,
        List<Held> held,
        List<Answer> answers,
        List<Candidate> candidates,
        Optional<Proposal> wish,
        List<Obstacle> obstacles,
        List<Unexplained> unreadable) {

    /** @param later whether it is approved, but not for this cycle */
    public record Held(Proposal proposal, boolean later, List<Obstacle> obstacles) {
    }

    /**
     * What a rule says to the question.
     *
     * @param asked whether anything asks for it at all: a setting, a label, an event that it waits for
     */
    public record Answer(RuleDescription rule, Reason reason, boolean asked, Obstacle obstacle) {
    }
}
