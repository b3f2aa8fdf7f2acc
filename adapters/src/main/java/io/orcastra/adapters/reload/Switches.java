package io.orcastra.adapters.reload;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFamily;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.reading.Absentees;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a configuration switches so that more may be done than before: a rule that is heard again, a level that is raised,
 * and a rule that is heard no more although it might have forbidden something. Whatever only shows or does less is none.
 */
final class Switches {
    private final Map<String, RuleDescription> rules;
    private final RuleSet files;

    /** @param files rules in force */
    Switches(RuleSet files, Collection<RuleDescription> rules) {
        this.files = files;
        this.rules = rules.stream().collect(Collectors.toMap(RuleDescription::id, Function.identity(), (one, same) -> one));
    }

    /** Each in words; none when it can only do the same or less. */
    List<String> between(Configuration before, Configuration now) {
        List<String> switches = new ArrayList<>();
        minus(before.rules().off(), now.rules().off()).forEach(id -> switches.add("rule " + id + " is heard again"));
        switchedOff(minus(now.rules().off(), before.rules().off())).forEach(switches::add);
        Map<String, AutomationLevel> former = levels(before, RuleAutomation.class, RuleAutomation::rule, RuleAutomation::level);
        Map<String, AutomationLevel> next = levels(now, RuleAutomation.class, RuleAutomation::rule, RuleAutomation::level);
        named(former, next).stream().filter(id -> isMore(id, level(former, id), level(next, id)))
                .map(id -> "rule " + id + " goes from " + word(level(former, id)) + " to " + word(level(next, id)))
                .forEach(switches::add);
        Map<String, AutomationLevel> asked = levels(
                before, ServiceAutomation.class, ServiceAutomation::service, ServiceAutomation::level);
        Map<String, AutomationLevel> wanted = levels(
                now, ServiceAutomation.class, ServiceAutomation::service, ServiceAutomation::level);
        named(asked, wanted).stream().filter(name -> level(wanted, name).compareTo(level(asked, name)) > 0)
                .map(name -> "service " + name + " goes from " + word(level(asked, name)) + " to " + word(level(wanted, name)))
                .forEach(switches::add);
        return switches;
    }

    private List<String> switchedOff(Set<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Absentees absentees = new Absentees(files.sources());
        return ids.stream().filter(rules::containsKey).filter(id -> absentees.leftOut(rules.get(id), "").holds())
                .map(id -> "rule " + id + ", which may hold something back, is heard no more").toList();
    }

    /** A veto that is only reported holds nothing back; one that asks does. */
    private boolean isMore(String id, AutomationLevel before, AutomationLevel now) {
        boolean silenced = now == AutomationLevel.REPORT && before != AutomationLevel.REPORT;
        RuleDescription rule = rules.get(id);
        if (rule != null) {
            return rule.family() == RuleFamily.VETO ? silenced : now.compareTo(before) > 0;
        }
        return now.compareTo(before) > 0 || silenced && rules.values().stream()
                .anyMatch(one -> one.family() == RuleFamily.VETO && one.id().startsWith(id + "-"));
    }

    private static <T> Map<String, AutomationLevel> levels(
            Configuration configuration, Class<T> type, Function<T, String> name, Function<T, AutomationLevel> level) {
        Map<String, AutomationLevel> levels = new HashMap<>();
        configuration.policies().stream().filter(type::isInstance).map(type::cast)
                .forEach(one -> levels.put(name.apply(one), level.apply(one)));
        return levels;
    }

    private static AutomationLevel level(Map<String, AutomationLevel> levels, String name) {
        return levels.getOrDefault(name, AutomationLevel.AUTOMATIC);
    }

    private static Set<String> named(Map<String, AutomationLevel> one, Map<String, AutomationLevel> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    private static Set<String> minus(Set<String> one, Set<String> other) {
        Set<String> left = new TreeSet<>(one);
        left.removeAll(other);
        return left;
    }

    private static String word(AutomationLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
