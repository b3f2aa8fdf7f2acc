package io.orcastra.engine.plan;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.control.Approval;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far wishes go by themselves; whatever is not named goes all the way. Where a service moves, all that follow it move
 * after it: what is set for any of them, or for the rule that moves them, is set for the move of the first.
 *
 * @param rules     by id of the rule, or by the beginning of all ids of a policy
 * @param services  by id of the service
 * @param followers who moves after whom
 * @param consents  what may go on although it asks first
 * @param absent    rules that failed and are missing
 */
public record Automation(
        Map<String, AutomationLevel> rules, Map<String, Setting> services, Followers followers, Consents consents,
        Set<LeftOutRule> absent) {
    /** Everything is carried out. */
    public static final Automation FULL =
            new Automation(Map.of(), Map.of(), Followers.NONE, new Consents(Set.of()), Set.of());
    /** The rule that moves what follows. */
    private static final String FOLLOWING = "ORC-COL-201";

    public Automation {
        rules = Map.copyOf(rules);
        services = Map.copyOf(services);
        absent = Set.copyOf(absent);
    }

    /** What is set for the service of this name. */
    public record Setting(String name, AutomationLevel level) {
    }

    /** As configured; of a service the full name comes before that within its stack. */
    public static Automation of(Collection<?> facts, Followers followers) {
        Map<String, AutomationLevel> rules = new HashMap<>();
        Map<String, AutomationLevel> byName = new HashMap<>();
        Set<Approval> approvals = new HashSet<>();
        Set<LeftOutRule> absent = new HashSet<>();
        for (Object fact : facts) {
            if (fact instanceof RuleAutomation rule) {
                rules.put(rule.rule(), rule.level());
            } else if (fact instanceof ServiceAutomation service) {
                byName.put(service.service(), service.level());
            } else if (fact instanceof Approval approval) {
                approvals.add(approval);
            } else if (fact instanceof LeftOutRule rule) {
                absent.add(rule);
            }
        }
        return new Automation(rules, services(facts, byName), followers, new Consents(approvals), absent);
    }

    private static Map<String, Setting> services(Collection<?> facts, Map<String, AutomationLevel> byName) {
        Map<String, Setting> services = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Service service && !byName.isEmpty()) {
                AutomationLevel level = byName.getOrDefault(service.name(), byName.get(service.shortName()));
                if (level != null) {
                    services.put(service.id(), new Setting(service.name(), level));
                }
            }
        }
        return services;
    }

    /** The most careful of what is set for the rule, the service, and all that have to move with it. */
    public AutomationLevel of(Proposal proposal) {
        return bounds(proposal).map(Bound::level).min(Comparator.naturalOrder()).orElse(AutomationLevel.AUTOMATIC);
    }

    /** Whether a veto of this rule holds anything back. */
    public boolean counts(String rule) {
        return ofRule(rule) != AutomationLevel.REPORT;
    }

    /** Missing rules that might have forbidden it, if they are heard. */
    List<LeftOutRule> unheard(Proposal proposal) {
        return absent.stream().filter(rule -> counts(rule.rule()) && rule.mightForbid(proposal)).toList();
    }

    /** What it is because of, for explanations. */
    String setBy(Proposal proposal, AutomationLevel level) {
        return bounds(proposal).filter(bound -> bound.level == level).map(Bound::words).findFirst().orElse("nothing");
    }

    private Stream<Bound> bounds(Proposal proposal) {
        Stream<Bound> own = Stream.of(new Bound(ofRule(proposal.rule()), "rule " + proposal.rule()),
                new Bound(ofService(proposal.subject()), "the service"));
        List<String> behind = proposal.action() instanceof Move ? followers.of(proposal.subject()) : List.of();
        return behind.isEmpty() ? own : Stream.of(own, behind.stream().filter(services::containsKey).map(services::get)
                        .sorted(Comparator.comparing(Setting::name))
                        .map(setting -> new Bound(setting.level, setting.name + ", which moves with it,")),
                Stream.of(new Bound(ofRule(FOLLOWING), "rule " + FOLLOWING + ", which moves what follows it,")))
                .flatMap(bound -> bound);
    }

    private AutomationLevel ofRule(String rule) {
        String policy = rule.substring(0, Math.max(rule.lastIndexOf('-'), 0));
        return Stream.of(rule, policy).filter(rules::containsKey).map(rules::get)
                .min(Comparator.naturalOrder()).orElse(AutomationLevel.AUTOMATIC);
    }

    private AutomationLevel ofService(String service) {
        return services.containsKey(service) ? services.get(service).level : AutomationLevel.AUTOMATIC;
    }

    /** @param words what it is set for */
    private record Bound(AutomationLevel level, String words) {
    }
}
