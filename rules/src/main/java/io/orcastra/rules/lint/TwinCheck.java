package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.ObjectCreationExpr;
import io.orcastra.rules.RuleFamily;
import io.orcastra.rules.RuleProblem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From the same conditions no two rules draw the same conclusion, and no two wish for different actions. */
final class TwinCheck implements SetCheck {

    @Override
    public void inspect(List<LintedRule> rules, List<RuleProblem> problems) {
        Map<String, LintedRule> byMeaning = new HashMap<>();
        Map<String, LintedRule> byCondition = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (LintedRule rule : rules) {
            Optional<ObjectCreationExpr> fact = rule.then().concluded();
            if (fact.isEmpty() || rule.patterns().isEmpty() || !ids.add(rule.id())) {
                continue;
            }
            var condition = new NormalCondition(rule);
            String what = condition.normal(kind(rule, fact.get()));
            LintedRule twin = byMeaning.putIfAbsent(condition.text() + " => " + what, rule);
            LintedRule rival = rule.family() == RuleFamily.PROPOSAL ? byCondition.putIfAbsent(condition.text(), rule) : null;
            if (twin != null) {
                report(rule, problems).add(rule.descr(), "\"" + rule.sentence() + "\" says what \"" + twin.sentence()
                        + "\" at " + twin.place() + " says already", "Maybe one of them was copied and not changed");
            } else if (rival != null) {
                report(rule, problems).add(rule.descr(), "\"" + rule.sentence() + "\" contradicts \"" + rival.sentence()
                                + "\" at " + rival.place() + ": both always hold together and want different actions",
                        "Maybe a condition is missing that tells when the one is right and when the other");
            }
        }
    }

    /** A wish is its action, a veto or finding that it is one, a condition all it says. */
    private static String kind(LintedRule rule, ObjectCreationExpr fact) {
        return switch (rule.family()) {
            case PROPOSAL -> fact.getArguments().size() < 2 ? fact.toString() : fact.getArgument(1).toString();
            case VETO, FINDING -> fact.getTypeAsString();
            case CONDITION, TIMER -> fact.toString();
        };
    }
}
