package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import io.orcastra.facts.condition.Condition;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a rule asks for is concluded by some rule: facts come from observers and the engine, conditions only from rules. */
final class ReachCheck implements SetCheck {
    private final FactTypes types;

    ReachCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(List<LintedRule> rules, List<RuleProblem> problems) {
        Set<String> nowhere = new HashSet<>();
        Set<String> concluded = rules.stream().map(LintedRule::conclusion).collect(Collectors.toSet());
        for (LintedRule rule : rules) {
            rule.patterns().stream().filter(pattern -> !pattern.negated() && !concluded.contains(pattern.type()))
                    .filter(pattern -> types.named(pattern.type()).filter(Condition.class::isAssignableFrom).isPresent())
                    .forEach(pattern -> {
                        nowhere.add(rule.place());
                        report(rule, problems).add(pattern.descr(), "no rule concludes " + pattern.type()
                                        + ", so \"" + rule.sentence() + "\" never matches",
                                "Maybe the rule that concluded it was in a file that has been replaced");
                    });
        }
        Set<String> ids = rules.stream().map(LintedRule::id).collect(Collectors.toCollection(TreeSet::new));
        Foundation foundation = new Foundation(rules, types);
        foundation.unfounded().stream().filter(rule -> !nowhere.contains(rule.rule().place())).forEach(rule ->
                foundation.missing(rule).ifPresent(atom -> unfounded(foundation, rule, atom, ids, report(rule.rule(), problems))));
    }

    private static void unfounded(Foundation foundation, Understood rule, Atom atom, Set<String> ids, Report report) {
        String so = ", so \"" + rule.rule().sentence() + "\" never matches";
        List<Understood> others = foundation.wouldConclude(atom, rule);
        if (others.isEmpty()) {
            report.add(atom.at(), "no rule concludes " + atom.text() + " as it is asked for" + so,
                    unknownRule(atom, ids).flatMap(id -> Spelling.nearest(id, ids)).map(near -> "Maybe you meant \"" + near + "\"").orElse(
                            "Maybe a value is another than the one that is concluded, or the rule that concluded it has been changed"));
        } else {
            report.add(atom.at(), "only " + others.stream().map(other -> "\"" + other.rule().sentence() + "\"")
                            .collect(Collectors.joining(" or ")) + " could conclude " + atom.text() + ", and never matches" + so,
                    "Maybe mend that rule first; rules that only lead to each other never begin");
        }
    }

    /** The id of a rule that it names, if there is no such rule. */
    private static Optional<String> unknownRule(Atom atom, Set<String> ids) {
        return atom.stated().stream().flatMap(stated -> Comparison.of(stated.constraint()).stream())
                .filter(comparison -> comparison.left() instanceof NameExpr field && field.getNameAsString().equals("rule"))
                .flatMap(comparison -> comparison.right().stream()).filter(StringLiteralExpr.class::isInstance)
                .map(text -> ((StringLiteralExpr) text).asString()).filter(id -> !ids.contains(id)).findFirst();
    }
}
