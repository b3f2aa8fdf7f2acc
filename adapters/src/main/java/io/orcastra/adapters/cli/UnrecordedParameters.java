package io.orcastra.adapters.cli;

import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.replay.ParameterName;
import io.orcastra.rules.RuleDescription;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Parameters of rules that were not there when it was recorded: values that are missing make a rule silent, not good. */
final class UnrecordedParameters {
    private final Map<ParameterName, String> read = new LinkedHashMap<>();
    private final Set<ParameterName> configured;
    private final Set<ParameterName> recorded = new HashSet<>();
    private Set<Object> seen = Set.of();

    /**
     * @param rules    that decide
     * @param policies facts of the present configuration
     */
    UnrecordedParameters(Collection<RuleDescription> rules, Set<Object> policies) {
        rules.forEach(rule -> rule.parameters().forEach(
                parameter -> read.putIfAbsent(new ParameterName(rule.policy(), parameter.name()), rule.id())));
        configured = names(policies);
    }

    void see(Entry entry) {
        if (entry instanceof Entry.Cycle cycle && cycle.facts() != seen) {
            seen = cycle.facts();
            recorded.addAll(names(seen));
        }
    }

    /** What a report should say of them, one sentence each. */
    List<String> notes() {
        return read.entrySet().stream().filter(entry -> !recorded.contains(entry.getKey()))
                .map(entry -> words(entry.getKey(), entry.getValue())).toList();
    }

    private String words(ParameterName parameter, String rule) {
        String which = "Parameter " + parameter.name() + " of " + parameter.policy() + ", which rule " + rule + " reads, ";
        return configured.contains(parameter) ? which + "was not recorded: its value in the present configuration counts."
                : which + "has no value, neither recorded nor in the present configuration, so what needs it is never concluded. "
                        + "Maybe name the folder of a configuration that gives it: --config DIR.";
    }

    private static Set<ParameterName> names(Set<Object> facts) {
        return facts.stream().map(ParameterName::of).flatMap(Optional::stream).collect(Collectors.toSet());
    }
}
