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
import java.util.stream.Collectors;

/** From the same conditions no two rules draw the same conclusion, and no two wish for different actions on the same thing. */
final class TwinCheck implements SetCheck {
    private static final Set<String> OF_MANY = Set.of("SetNodeLabel", "RemoveNodeLabel", "FetchMod", "RestartContainer");

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
            LintedRule rival = rule.family() == RuleFamily.PROPOSAL
                    ? byCondition.putIfAbsent(condition.text() + " on " + condition.normal(target(fact.get())), rule) : null;
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

    /** What the action changes: a node or service, of what a node has many its name as well. */
    private static String target(ObjectCreationExpr proposal) {
        if (proposal.getArguments().size() < 2 || !(proposal.getArgument(1) instanceof ObjectCreationExpr action)) {
            return proposal.toString();
        }
        return action.getArguments().stream().limit(OF_MANY.contains(action.getTypeAsString()) ? 2 : 1).map(Object::toString)
                .collect(Collectors.joining(", "));
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
