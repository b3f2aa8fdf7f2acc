package io.orcastra.rules.lint;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AccumulateDescr.AccumulateFunctionCallDescr;

/**
 * What a rule asks for, whatever its variables are called and its patterns and constraints are ordered: a variable is
 * replaced by the field it is bound to.
 */
final class NormalCondition {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");

    private final Map<String, String> meanings = new HashMap<>();
    private final String text;

    NormalCondition(LintedRule rule) {
        List<LintedPattern> sorted = rule.patterns().stream().sorted(Comparator.comparing(NormalCondition::shape)).toList();
        Map<String, Integer> counts = new HashMap<>();
        for (LintedPattern pattern : sorted) {
            String name = pattern.type() + counts.merge(pattern.type(), 1, Integer::sum);
            if (pattern.descr().getIdentifier() != null) {
                meanings.put(pattern.descr().getIdentifier(), name);
            }
            pattern.parsed().stream().filter(one -> !one.binding().isEmpty()).forEach(one ->
                    meanings.put(one.binding(), name + "." + one.expression().map(Contents::written).orElse("")));
        }
        rule.accumulates().forEach(accumulate -> accumulate.getFunctions().forEach(this::bind));
        text = sorted.stream().map(this::normal).collect(Collectors.joining("; "))
                + rule.results().stream().map(result -> normal(result.text())).sorted().collect(Collectors.joining(", "));
    }

    String text() {
        return text;
    }

    String normal(String expression) {
        Matcher variable = VARIABLE.matcher(expression);
        return variable.replaceAll(one -> Matcher.quoteReplacement(meanings.getOrDefault(one.group(), one.group())))
                .replaceAll("\\s+", " ");
    }

    private void bind(AccumulateFunctionCallDescr call) {
        if (call.getBind() != null) {
            meanings.put(call.getBind(), normal(call.getFunction() + String.join(",", call.getParams())));
        }
    }

    private String normal(LintedPattern pattern) {
        return side(pattern) + pattern.parsed().stream().filter(one -> one.binding().isEmpty())
                .map(one -> normal(one.text())).sorted().collect(Collectors.joining(", "));
    }

    private static String shape(LintedPattern pattern) {
        return side(pattern) + pattern.parsed().stream().filter(one -> one.binding().isEmpty())
                .map(one -> VARIABLE.matcher(one.text()).replaceAll("_")).sorted().collect(Collectors.joining(", "));
    }

    private static String side(LintedPattern pattern) {
        return (pattern.negated() ? "not " : pattern.combines() ? "" : "some ") + pattern.type() + ": ";
    }
}
