package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import io.orcastra.rules.RuleProblem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * No conclusion is a reason for itself, but for one that only passes on what is there, as in "who follows a follower":
 * of those there are only so many. One that computes something new each time never ends, and one behind {@code not}
 * takes away its own reason, comes back without it, and so on.
 */
final class LoopCheck implements SetCheck {

    @Override
    public void inspect(List<LintedRule> rules, List<RuleProblem> problems) {
        Map<String, Set<String>> next = new HashMap<>();
        rules.forEach(rule -> rule.patterns().forEach(pattern ->
                next.computeIfAbsent(pattern.type(), type -> new HashSet<>()).add(rule.conclusion())));
        for (LintedRule rule : rules) {
            Set<String> reached = reachable(rule.conclusion(), next);
            rule.patterns().stream().filter(pattern -> !pattern.type().equals(rule.conclusion()) ? reached.contains(pattern.type())
                            : true).findFirst()
                    .filter(pattern -> pattern.negated() || !passesOn(rule))
                    .ifPresent(pattern -> report(rule, problems).add(pattern.descr(), "\"" + rule.sentence() + "\" concludes "
                                    + rule.conclusion() + (pattern.negated() ? ", which takes away its own reason: not "
                                    : ", which leads to ") + pattern.type() + " again, without end",
                            "Maybe conclude another condition, and let a second rule read it"));
        }
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> next) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (String type : next.getOrDefault(open.pop(), Set.of())) {
                if (reached.add(type)) {
                    open.push(type);
                }
            }
        }
        return reached;
    }

    private static boolean passesOn(LintedRule rule) {
        return rule.then().concluded().stream().flatMap(fact -> fact.getArguments().stream()).allMatch(LoopCheck::isGiven);
    }

    private static boolean isGiven(Expression argument) {
        return argument instanceof NameExpr || argument instanceof StringLiteralExpr || argument.isLiteralExpr()
                || argument.isFieldAccessExpr();
    }
}
