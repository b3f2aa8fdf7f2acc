package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import io.orcastra.facts.policy.TimeWindow;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a rule asks for by a name written out is called so by somebody: timers by rules, windows by the configuration. */
final class GivenNamesCheck implements SetCheck {
    private static final Set<String> TIMED = Set.of("Elapsed", "Timer");
    private static final Set<String> WINDOWS = Set.of("WindowOpen", "WindowClosed");

    private final Circumstances circumstances;

    /** @param circumstances whose windows are unknown where they hold no fact at all */
    GivenNamesCheck(Circumstances circumstances) {
        this.circumstances = circumstances;
    }

    @Override
    public void inspect(List<LintedRule> rules, List<RuleProblem> problems) {
        Optional<Set<String>> timers = timers(rules);
        Optional<Set<String>> windows = circumstances.parameters().isEmpty() ? Optional.empty()
                : Optional.of(circumstances.parameters().stream().filter(TimeWindow.class::isInstance)
                        .map(fact -> ((TimeWindow) fact).window()).collect(Collectors.toCollection(TreeSet::new)));
        for (LintedRule rule : rules) {
            Report report = report(rule, problems);
            for (LintedPattern pattern : rule.patterns()) {
                if (TIMED.contains(pattern.type())) {
                    timers.ifPresent(known -> asked(rule, pattern, "name", known, new Words("no rule sets a timer called ",
                            "Maybe a rule that concludes such a Timer is missing"), report));
                } else if (WINDOWS.contains(pattern.type())) {
                    windows.ifPresent(known -> asked(rule, pattern, "window", known, new Words("the configuration has no window ",
                            "Maybe it has to be added below windows"), report));
                }
            }
        }
    }

    private record Words(String missing, String advice) {
    }

    /** Names of timers; empty where one is made only when its rule fires. */
    private static Optional<Set<String>> timers(List<LintedRule> rules) {
        List<Expression> names = rules.stream().filter(rule -> rule.conclusion().equals("Timer"))
                .flatMap(rule -> rule.then().concluded().stream()).map(ObjectCreationExpr::getArguments)
                .filter(arguments -> !arguments.isEmpty()).map(arguments -> arguments.get(0)).toList();
        return names.stream().allMatch(StringLiteralExpr.class::isInstance)
                ? Optional.of(names.stream().map(name -> ((StringLiteralExpr) name).asString())
                        .collect(Collectors.toCollection(TreeSet::new)))
                : Optional.empty();
    }

    private void asked(LintedRule rule, LintedPattern pattern, String field, Set<String> known, Words words, Report report) {
        for (Constraint constraint : pattern.parsed()) {
            Comparison.of(constraint).filter(comparison -> isEqual(comparison) && comparison.left() instanceof NameExpr left
                    && left.getNameAsString().equals(field)).ifPresent(comparison -> comparison.right().stream()
                    .filter(StringLiteralExpr.class::isInstance).map(text -> ((StringLiteralExpr) text).asString())
                    .filter(name -> !known.contains(name))
                    .forEach(name -> report.add(constraint.at(), words.missing() + "\"" + name + "\", so '" + constraint.text() + "' of \""
                                    + rule.sentence() + "\" never holds",
                            Spelling.nearest(name, known).map(near -> "Maybe you meant \"" + near + "\"").orElse(words.advice()))));
        }
    }

    private static boolean isEqual(Comparison comparison) {
        return comparison.isList() || comparison.operator().equals("==");
    }
}
