package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BinaryExpr.Operator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is compared can be equal, what is ordered has an order. The compiler lets {@code state > 5} pass and compares text
 * when the rule runs.
 */
final class KindCheck implements Check {
    private static final Set<Operator> EQUALITY = Set.of(Operator.EQUALS, Operator.NOT_EQUALS);
    private static final Set<Operator> ORDER =
            Set.of(Operator.LESS, Operator.GREATER, Operator.LESS_EQUALS, Operator.GREATER_EQUALS);

    private final FactTypes types;

    KindCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        Typing typing = new Typing(types, rule);
        for (LintedPattern pattern : rule.patterns()) {
            types.named(pattern.type()).ifPresent(type -> pattern.parsed().forEach(constraint -> constraint.expression()
                    .ifPresent(expression -> inspect(constraint, expression, type, typing, report))));
        }
    }

    private void inspect(Constraint at, Expression expression, Class<?> type, Typing typing, Report report) {
        if (!(expression instanceof BinaryExpr comparison)) {
            return;
        }
        Operator operator = comparison.getOperator();
        Optional<Class<?>> left = typing.of(comparison.getLeft(), Optional.of(type));
        Optional<Class<?>> right = typing.of(comparison.getRight(), Optional.of(type));
        if (left.isEmpty() || right.isEmpty() || !EQUALITY.contains(operator) && !ORDER.contains(operator)) {
            return;
        }
        Optional<Kind> one = Kind.of(left.get());
        Optional<Kind> other = Kind.of(right.get());
        boolean choices = one.equals(other) && one.equals(Optional.of(Kind.CHOICE)) && left.get() != right.get();
        if (one.isPresent() && other.isPresent() && (!one.equals(other) || choices)) {
            report.add(at.place(Contents.written(comparison.getRight())), "in '" + at.text() + "' "
                    + says(comparison.getLeft(), left.get(), one.get()) + " is compared with "
                    + says(comparison.getRight(), right.get(), other.get()), advice(left.get(), comparison.getRight()));
        } else if (ORDER.contains(operator) && one.equals(Optional.of(Kind.TEXT))) {
            report.add(at.at(), "in '" + at.text() + "' text is put in order", "Maybe == or a field that holds a number");
        }
    }

    private static String says(Expression expression, Class<?> type, Kind kind) {
        return Contents.written(expression) + ", " + (kind == Kind.CHOICE ? "a " + type.getSimpleName() : kind.words()) + ",";
    }

    private static String advice(Class<?> type, Expression seen) {
        Optional<Object> constant = !(seen instanceof StringLiteralExpr text) || !type.isEnum() ? Optional.empty()
                : Arrays.<Object>stream(type.getEnumConstants())
                        .filter(one -> one.toString().equalsIgnoreCase(text.getValue())).findFirst();
        if (constant.isPresent()) {
            return "Maybe you meant " + type.getSimpleName() + "." + constant.get();
        }
        return type.isEnum()
                ? "Maybe one of " + List.of(type.getEnumConstants()) + " with " + type.getSimpleName() + ". before it"
                : "Maybe another field is meant, or the quotes are too many or too few";
    }
}
