package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BinaryExpr.Operator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The constraints on one field of one fact can all be true: otherwise the rule never matches, and nobody is told. */
final class ContradictionCheck implements Check {

    @Override
    public void inspect(LintedRule rule, Report report) {
        for (LintedPattern pattern : rule.patterns()) {
            Map<String, Field> fields = new HashMap<>();
            for (Constraint constraint : pattern.parsed()) {
                constraint.expression().filter(BinaryExpr.class::isInstance).map(BinaryExpr.class::cast).ifPresent(comparison -> {
                    String name = Contents.written(comparison.getLeft());
                    if (!fields.computeIfAbsent(name, field -> new Field()).accepts(comparison)) {
                        report.add(constraint.at(), "no " + pattern.type() + " can have '" + constraint.text()
                                        + "' beside the constraints on " + name + " before it, so this never matches",
                                comparison.getOperator() == Operator.EQUALS ? "Maybe 'in ( .. )' was meant, or one of them is left over"
                                        : "Maybe < and > are exchanged, or one of them is left over");
                    }
                });
            }
        }
    }

    /** What one field must be so far. */
    private static final class Field {
        private final Set<String> excluded = new HashSet<>();
        private Optional<String> required = Optional.empty();
        private Bound least = new Bound(Double.NEGATIVE_INFINITY, false);
        private Bound most = new Bound(Double.POSITIVE_INFINITY, false);

        boolean accepts(BinaryExpr comparison) {
            String value = Contents.written(comparison.getRight());
            Operator operator = comparison.getOperator();
            Optional<Double> number = number(comparison.getRight());
            if (operator == Operator.EQUALS) {
                boolean other = required.filter(one -> !one.equals(value) && isConstant(one) && isConstant(value)).isPresent();
                required = Optional.of(value);
                number.ifPresent(bound -> {
                    atLeast(new Bound(bound, false));
                    atMost(new Bound(bound, false));
                });
                return !other && !excluded.contains(value) && isPossible();
            }
            if (operator == Operator.NOT_EQUALS) {
                excluded.add(value);
                return !required.equals(Optional.of(value));
            }
            boolean strict = operator == Operator.LESS || operator == Operator.GREATER;
            if (operator == Operator.LESS || operator == Operator.LESS_EQUALS) {
                number.ifPresent(bound -> atMost(new Bound(bound, strict)));
            } else if (operator == Operator.GREATER || operator == Operator.GREATER_EQUALS) {
                number.ifPresent(bound -> atLeast(new Bound(bound, strict)));
            }
            return isPossible();
        }

        private void atLeast(Bound bound) {
            if (bound.value > least.value || bound.value == least.value && bound.strict) {
                least = bound;
            }
        }

        private void atMost(Bound bound) {
            if (bound.value < most.value || bound.value == most.value && bound.strict) {
                most = bound;
            }
        }

        private boolean isPossible() {
            return least.value < most.value || least.value == most.value && !least.strict && !most.strict;
        }

        /** A variable may have the same value as another. */
        private static boolean isConstant(String value) {
            return !value.contains("$") && !Character.isLowerCase(value.charAt(0)) || value.equals("true") || value.equals("false");
        }

        private static Optional<Double> number(Expression expression) {
            if (expression instanceof UnaryExpr minus && minus.getOperator() == UnaryExpr.Operator.MINUS) {
                return number(minus.getExpression()).map(value -> -value);
            }
            boolean numeric = expression instanceof LiteralStringValueExpr && !(expression instanceof StringLiteralExpr);
            try {
                return numeric ? Optional.of(Double.valueOf(
                        ((LiteralStringValueExpr) expression).getValue().replaceAll("[lLdDfF_]", ""))) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** @param strict whether the value itself is outside */
    private record Bound(double value, boolean strict) {
    }
}
