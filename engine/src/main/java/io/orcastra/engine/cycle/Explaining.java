package io.orcastra.engine.cycle;

import io.orcastra.engine.memory.Conclusions;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannerRule;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.plan.Stranded;
import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Veto;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Evidence for all of a cycle: the rules' own, and for the planner's refusals what they are about. */
final class Explaining {
    private static final String PLANNER = "planner";

    private Explaining() {
    }

    static Map<Object, Evidence> evidence(Conclusions conclusions, Plan plan, Set<Object> facts) {
        if (plan.deferred().isEmpty() && plan.vetoed().isEmpty() && plan.execute().isEmpty()) {
            return conclusions.evidence();
        }
        Map<Object, Evidence> evidence = new HashMap<>(conclusions.evidence());
        plan.execute().stream().filter(action -> evidence.containsKey(action.wish()))
                .forEach(action -> evidence.put(action.proposal(), evidence.get(action.wish())));
        Stream.concat(plan.deferred().stream(), plan.vetoed().stream())
                .map(Refusal::vetoes).flatMap(List::stream)
                .filter(veto -> !evidence.containsKey(veto))
                .forEach(veto -> rule(veto.rule()).ifPresent(rule -> evidence.put(
                        veto, evidence(rule, veto.proposal().subject(), facts))));
        findings(plan, facts).forEach(finding -> rule(finding.rule()).ifPresent(rule ->
                evidence.put(finding, evidence(rule, finding.subject(), facts))));
        return evidence;
    }

    /** The rules' and the planner's. */
    static List<Finding> findings(Conclusions conclusions, Plan plan, Set<Object> facts) {
        return Stream.concat(conclusions.findings().stream(), findings(plan, facts).stream()).toList();
    }

    private static List<Finding> findings(Plan plan, Set<Object> facts) {
        return Stream.concat(plan.findings().stream(), Stranded.findings(plan, facts).stream()).toList();
    }

    private static Evidence evidence(PlannerRule rule, String subject, Set<Object> facts) {
        return new Evidence(rule.id(), rule.sentence(), PLANNER, 0, about(subject, facts));
    }

    private static Optional<PlannerRule> rule(String id) {
        return Stream.of(PlannerRule.values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    private static List<Object> about(String subject, Set<Object> facts) {
        return facts.stream().filter(fact -> fact instanceof Service service && service.id().equals(subject)
                        || fact instanceof Node node && node.id().equals(subject)
                        || fact instanceof Task task && task.serviceId().equals(subject))
                .sorted(Comparator.comparing(Object::toString)).toList();
    }
}
