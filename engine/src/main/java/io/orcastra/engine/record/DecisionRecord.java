package io.orcastra.engine.record;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.decision.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One whole cycle.
 *
 * @param cycle      number since the start of the process, from 1
 * @param trigger    what asked for the cycle, such as {@code tick}, {@code event} or {@code outcome}
 * @param took       observing, concluding and planning
 * @param facts      everything known when the rules ran, observed and configured, conclusions not included
 * @param conditions in a stable order
 * @param findings   in a stable order
 * @param plan       proposals and vetoes stand in it
 * @param evidence   by condition, finding, proposal or veto
 * @param background what else it rests on
 */
public record DecisionRecord(
        long cycle,
        String trigger,
        Instant at,
        Duration took,
        Set<Object> facts,
        List<Condition> conditions,
        List<Finding> findings,
        Plan plan,
        Map<Object, Evidence> evidence,
        Background background) {
    public DecisionRecord {
        facts = Set.copyOf(facts);
        conditions = List.copyOf(conditions);
        findings = List.copyOf(findings);
        evidence = Map.copyOf(evidence);
    }

    /** A decision of whoever looks for the first time. */
    public DecisionRecord(long cycle, String trigger, Instant at, Duration took, Set<Object> facts,
            List<Condition> conditions, List<Finding> findings, Plan plan, Map<Object, Evidence> evidence) {
        this(cycle, trigger, at, took, facts, conditions, findings, plan, evidence, Background.none(Budgets.DEFAULT));
    }

    /** The same decision, which took so long. */
    public DecisionRecord took(Duration other) {
        return new DecisionRecord(cycle, trigger, at, other, facts, conditions, findings, plan, evidence, background);
    }
}
