package io.orcastra.rules.reading;

import io.orcastra.rules.ParsedRules;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.lint.FactTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drools.drl.ast.descr.RuleDescr;

/** Rules that can be walked against facts. Immutable. */
public final class Reading {
    static final FactTypes TYPES = new FactTypes(Reading.class.getClassLoader());

    private final Map<String, ReadableRule> rules;
    private final List<Unexplained> unreadable;

    private Reading(Map<String, ReadableRule> rules, List<Unexplained> unreadable) {
        this.rules = rules;
        this.unreadable = unreadable;
    }

    /** Sources that do not parse, and rules that say what explanations do not understand, are left out. */
    public static Reading of(List<RuleSource> sources) {
        Map<String, ReadableRule> rules = new LinkedHashMap<>();
        List<Unexplained> unreadable = new ArrayList<>();
        RuleReader reader = new RuleReader();
        for (RuleSource source : sources) {
            ParsedRules parsed = ParsedRules.of(source);
            List<RuleDescription> descriptions = parsed.descriptions();
            for (int i = 0; i < descriptions.size(); i++) {
                RuleDescr rule = parsed.rules().get(i);
                try {
                    rules.put(descriptions.get(i).id(), reader.read(rule, descriptions.get(i)));
                } catch (Unreadable why) {
                    unreadable.add(new Unexplained(descriptions.get(i), why.getMessage()));
                }
            }
        }
        return new Reading(rules, unreadable);
    }

    /** The same without some rules, by their ids. */
    public Reading without(Collection<String> ids) {
        Map<String, ReadableRule> fewer = new LinkedHashMap<>(rules);
        fewer.keySet().removeAll(ids);
        return new Reading(fewer, unreadable.stream().filter(one -> !ids.contains(one.rule().id())).toList());
    }

    /** By id, in the order of files and lines. */
    public List<RuleDescription> rules() {
        return rules.values().stream().map(ReadableRule::description).toList();
    }

    /** The rules that say what explanations do not understand, in the order of files and lines. */
    public List<Unexplained> unreadable() {
        return List.copyOf(unreadable);
    }

    /**
     * Every match of the rule: the facts its patterns match, in their order.
     *
     * @param facts observed, configured and concluded ones
     */
    public List<List<Object>> matches(String rule, FactBase facts) {
        List<List<Object>> matches = new ArrayList<>();
        ReadableRule readable = rules.get(rule);
        new Matching(facts).all(readable.elements(), Bindings.of(Map.of())).forEach(match -> matches.add(match.facts()));
        return matches;
    }

    Optional<ReadableRule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    List<ReadableRule> all() {
        return List.copyOf(rules.values());
    }
}
