package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BinaryExpr.Operator;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drools.mvel.parser.ast.expr.InlineCastExpr;

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
        Map<String, Class<?>> variables = new HashMap<>();
        for (LintedPattern pattern : rule.patterns()) {
            Optional<Class<?>> type = types.named(pattern.type());
            if (type.isEmpty()) {
                continue;
            }
            if (pattern.descr().getIdentifier() != null) {
                variables.put(pattern.descr().getIdentifier(), type.get());
            }
            for (Constraint constraint : pattern.parsed()) {
                constraint.expression().ifPresent(expression -> {
                    inspect(constraint, expression, type.get(), variables, report);
                    typeOf(expression, type.get(), variables).filter(one -> !constraint.binding().isEmpty())
                            .ifPresent(one -> variables.put(constraint.binding(), one));
                });
            }
        }
    }

    private void inspect(Constraint at, Expression expression, Class<?> type, Map<String, Class<?>> variables, Report report) {
        if (!(expression instanceof BinaryExpr comparison)) {
            return;
        }
        Operator operator = comparison.getOperator();
        Optional<Class<?>> left = typeOf(comparison.getLeft(), type, variables);
        Optional<Class<?>> right = typeOf(comparison.getRight(), type, variables);
        if (left.isEmpty() || right.isEmpty() || !EQUALITY.contains(operator) && !ORDER.contains(operator)) {
            return;
        }
        Optional<Kind> one = Kind.of(left.get());
        Optional<Kind> other = Kind.of(right.get());
        boolean choices = one.equals(other) && one.equals(Optional.of(Kind.CHOICE)) && left.get() != right.get();
        if (one.isPresent() && other.isPresent() && (!one.equals(other) || choices)) {
            report.add(at.at(), "in '" + at.text() + "' " + says(comparison.getLeft(), left.get(), one.get()) + " is compared with "
                    + says(comparison.getRight(), right.get(), other.get()), advice(left.get()));
        } else if (ORDER.contains(operator) && one.equals(Optional.of(Kind.TEXT))) {
            report.add(at.at(), "in '" + at.text() + "' text is put in order", "Maybe == or a field that holds a number");
        }
    }

    private static String says(Expression expression, Class<?> type, Kind kind) {
        return Contents.written(expression) + ", " + (kind == Kind.CHOICE ? "a " + type.getSimpleName() : kind.words()) + ",";
    }

    private static String advice(Class<?> type) {
        return type.isEnum() ? "Maybe one of " + List.of(type.getEnumConstants()) + " with " + type.getSimpleName() + ". before it"
                : "Maybe another field is meant, or the quotes are too many or too few";
    }

    private Optional<Class<?>> typeOf(Expression expression, Class<?> type, Map<String, Class<?>> variables) {
        if (expression instanceof EnclosedExpr enclosed) {
            return typeOf(enclosed.getInner(), type, variables);
        }
        if (expression instanceof NameExpr name) {
            return name.getNameAsString().startsWith("$") ? Optional.ofNullable(variables.get(name.getNameAsString()))
                    : types.fieldType(type, name.getNameAsString());
        }
        if (expression instanceof FieldAccessExpr member) {
            return memberType(member, type, variables);
        }
        return literal(expression);
    }

    private Optional<Class<?>> memberType(FieldAccessExpr member, Class<?> type, Map<String, Class<?>> variables) {
        Expression scope = member.getScope();
        if (scope instanceof InlineCastExpr cast) {
            return types.named(cast.getType().asString()).flatMap(one -> types.fieldType(one, member.getNameAsString()));
        }
        Optional<Class<?>> named = scope instanceof NameExpr name ? types.named(name.getNameAsString()) : Optional.empty();
        return named.isPresent() ? named.filter(Class::isEnum)
                : typeOf(scope, type, variables).flatMap(one -> types.fieldType(one, member.getNameAsString()));
    }

    private static Optional<Class<?>> literal(Expression expression) {
        if (expression instanceof BooleanLiteralExpr) {
            return Optional.of(boolean.class);
        }
        if (expression instanceof StringLiteralExpr) {
            return Optional.of(String.class);
        }
        return expression instanceof LiteralStringValueExpr ? Optional.of(double.class) : Optional.empty();
    }
}
