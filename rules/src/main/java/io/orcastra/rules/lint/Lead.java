package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.Optional;
import java.util.Set;

/**
 * What one rule can make of use to another.
 *
 * @param type simple name of a fact
 * @param name that it has been given, where that is written out; empty where it may be any
 */
record Lead(String type, String name) {
    static final String TIMER = "Timer";
    private static final String ELAPSED = "Elapsed";
    private static final String ANY = "";

    static Lead concludedBy(LintedRule rule) {
        return new Lead(rule.conclusion(), ANY);
    }

    /** What is there once this rule has concluded, and when that has held for long enough. */
    static Set<Lead> madeBy(LintedRule rule) {
        return TIMER.equals(rule.conclusion()) ? Set.of(concludedBy(rule), elapsed(rule)) : Set.of(concludedBy(rule));
    }

    private static Lead elapsed(LintedRule rule) {
        return new Lead(ELAPSED, rule.then().concluded().flatMap(timer -> timer.getArguments().getFirst()).flatMap(Lead::written)
                .orElse(ANY));
    }

    /** Whether the timer of this rule ends as soon as it has elapsed, and begins anew. */
    static boolean restarts(LintedRule rule, LintedPattern pattern) {
        return TIMER.equals(rule.conclusion()) && pattern.negated() && readBy(pattern).meets(elapsed(rule));
    }

    static Lead readBy(LintedPattern pattern) {
        return new Lead(pattern.type(), ELAPSED.equals(pattern.type()) ? pattern.parsed().stream()
                .flatMap(constraint -> constraint.expression().stream()).flatMap(one -> nameAsked(one).stream()).findFirst()
                .orElse(ANY) : ANY);
    }

    boolean meets(Lead other) {
        return type.equals(other.type) && (name.equals(ANY) || other.name.equals(ANY) || name.equals(other.name));
    }

    private static Optional<String> nameAsked(Expression constraint) {
        return constraint instanceof BinaryExpr equal && equal.getOperator() == BinaryExpr.Operator.EQUALS
                && equal.getLeft() instanceof NameExpr field && "name".equals(field.getNameAsString())
                ? written(equal.getRight()) : Optional.empty();
    }

    private static Optional<String> written(Expression text) {
        return text instanceof StringLiteralExpr literal ? Optional.of(literal.asString()) : Optional.empty();
    }
}
