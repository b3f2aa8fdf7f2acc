package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import io.orcastra.rules.ParameterForm;
import io.orcastra.rules.ReadParameter;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFamily;
import io.orcastra.rules.SeenRules;
import io.orcastra.rules.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The parameters that a configuration gives to policies, judged by what their rules read. */
public record GivenParameters(List<Given> all) {
    public static final GivenParameters NONE = new GivenParameters(List.of());

    public GivenParameters {
        all = List.copyOf(all);
    }

    /**
     * One parameter.
     *
     * @param forms what all its values are
     * @param place of its name
     */
    public record Given(String policy, String name, Set<ParameterForm> forms, Written place) {
        public Given {
            forms = Set.copyOf(forms);
        }
    }

    /**
     * Values that nobody reads, and values that are something else than what reads them takes them for.
     *
     * @param rules those that are heard
     * @param seen  tells what may be read where nobody can look
     */
    List<Problem> said(Collection<RuleDescription> rules, SeenRules seen) {
        Map<String, Set<String>> read = new TreeMap<>();
        rules.forEach(rule -> rule.parameters().forEach(
                parameter -> read.computeIfAbsent(rule.policy(), policy -> new TreeSet<>()).add(parameter.name())));
        Stream<Problem> unread = all.stream().filter(given -> !seen.mayHideRulesOf(given.policy()))
                .filter(given -> !read.getOrDefault(given.policy(), Set.of()).contains(given.name()))
                .map(given -> unread(given, read));
        Stream<Problem> unfit = rules.stream().flatMap(rule -> rule.parameters().stream()
                .flatMap(parameter -> unfit(rule, parameter).stream()));
        return Stream.concat(unread, unfit).toList();
    }

    /**
     * Values that are missing: a rule without them says nothing, and never matches or always does. Of a veto that is an
     * error, because what it forbids would be done.
     *
     * @param rules those that are heard
     */
    List<Problem> missing(Collection<RuleDescription> rules) {
        return rules.stream().flatMap(rule -> rule.parameters().stream()
                .filter(parameter -> parameter.needed() && given(rule, parameter).isEmpty())
                .map(parameter -> missing(rule, parameter))).toList();
    }

    private static Problem unread(Given given, Map<String, Set<String>> read) {
        Set<String> names = read.get(given.policy());
        if (names == null) {
            return given.place().problem(Severity.WARNING, "no rule reads parameters of " + given.policy()
                    + ", so " + given.name() + " has no effect", advice(given.policy(), read.keySet(),
                    "Maybe its file is missing among the rules; a policy is called as its file is, without .drl."));
        }
        return given.place().problem(Severity.WARNING, "no rule of " + given.policy() + " reads " + given.name()
                + ", which has no effect", advice(given.name(), names, "Maybe remove it; read are: " + String.join(", ", names) + "."));
    }

    private static String advice(String seen, Collection<String> known, String otherwise) {
        return Spelling.nearest(seen, known).map(near -> "Maybe you meant " + near + ".").orElse(otherwise);
    }

    private Optional<Given> given(RuleDescription rule, ReadParameter parameter) {
        return all.stream().filter(one -> one.policy().equals(rule.policy()) && one.name().equals(parameter.name())).findFirst();
    }

    private static Problem missing(RuleDescription rule, ReadParameter parameter) {
        return new Problem(severity(rule), rule.file(), rule.line(), 1,
                "rule " + rule.id() + " reads parameter " + parameter.name() + " of " + rule.policy()
                        + ", which has no value: it never matches",
                "Maybe write rules: { parameters: { " + rule.policy() + ": { " + parameter.name() + ": "
                        + parameter.form().example() + " } } } in swarm.yml.", "");
    }

    private Optional<Problem> unfit(RuleDescription rule, ReadParameter parameter) {
        return given(rule, parameter).filter(one -> !one.forms().contains(parameter.form()))
                .map(one -> one.place().problem(severity(rule), one.name() + " of " + one.policy() + " is not "
                        + parameter.form().words() + ", as rule " + rule.id() + " takes it for: it is none for that rule",
                        "Maybe write " + parameter.form().example() + "."));
    }

    private static Severity severity(RuleDescription rule) {
        return rule.family() == RuleFamily.VETO ? Severity.ERROR : Severity.WARNING;
    }
}
