package io.orcastra.engine.plan;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.control.Approval;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far wishes go by themselves; whatever is not named goes all the way.
 *
 * @param rules    by id of the rule
 * @param services by id of the service
 * @param approvals what may go on although it asks first
 */
public record Automation(
        Map<String, AutomationLevel> rules, Map<String, AutomationLevel> services, Set<Approval> approvals) {
    /** Everything is carried out. */
    public static final Automation FULL = new Automation(Map.of(), Map.of(), Set.of());

    public Automation {
        rules = Map.copyOf(rules);
        services = Map.copyOf(services);
        approvals = Set.copyOf(approvals);
    }

    /** As configured; of a service the full name comes before that within its stack. */
    public static Automation of(Collection<?> facts) {
        Map<String, AutomationLevel> rules = new HashMap<>();
        Map<String, AutomationLevel> byName = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof RuleAutomation rule) {
                rules.put(rule.rule(), rule.level());
            } else if (fact instanceof ServiceAutomation service) {
                byName.put(service.service(), service.level());
            }
        }
        Map<String, AutomationLevel> services = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Service service && !byName.isEmpty()) {
                AutomationLevel level = byName.getOrDefault(service.name(), byName.get(service.shortName()));
                if (level != null) {
                    services.put(service.id(), level);
                }
            }
        }
        return new Automation(rules, services, facts.stream().filter(Approval.class::isInstance).map(Approval.class::cast)
                .collect(Collectors.toSet()));
    }

    /** Of rule and service the more careful one. */
    public AutomationLevel of(Proposal proposal) {
        AutomationLevel rule = ofRule(proposal.rule());
        AutomationLevel service = ofService(proposal.subject());
        return rule.compareTo(service) < 0 ? rule : service;
    }

    /** Whether it has to be asked for first, and nobody has approved of it. */
    boolean waits(PlannedAction planned, Instant now) {
        return of(planned.wish()) == AutomationLevel.ASK && approvals.stream().noneMatch(approval ->
                approval.until().isAfter(now) && approval.plan().equals(PlanId.of(planned)));
    }

    /** Whether a veto of this rule holds anything back. */
    public boolean counts(String rule) {
        return ofRule(rule) != AutomationLevel.REPORT;
    }

    /** Which of the two it is because of, for explanations. */
    String setBy(Proposal proposal, AutomationLevel level) {
        return ofRule(proposal.rule()) == level ? "rule " + proposal.rule() : "the service";
    }

    private AutomationLevel ofRule(String rule) {
        return rules.getOrDefault(rule, AutomationLevel.AUTOMATIC);
    }

    private AutomationLevel ofService(String service) {
        return services.getOrDefault(service, AutomationLevel.AUTOMATIC);
    }
}
