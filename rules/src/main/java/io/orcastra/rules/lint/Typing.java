package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drools.mvel.parser.ast.expr.InlineCastExpr;

/** What expressions of one rule hold, as far as that can be told without compiling it. */
final class Typing {
    private final FactTypes types;
    private final Map<String, Class<?>> variables = new HashMap<>();
    /** Bound in two places to different things: what is meant depends on where it is asked. */
    private final Set<String> ambiguous = new HashSet<>();

    Typing(FactTypes types, LintedRule rule) {
        this.types = types;
        for (LintedPattern pattern : rule.patterns()) {
            types.named(pattern.type()).ifPresent(type -> bind(pattern, type));
        }
    }

    private void bind(LintedPattern pattern, Class<?> type) {
        if (pattern.descr().getIdentifier() != null) {
            put(pattern.descr().getIdentifier(), type);
        }
        for (Constraint constraint : pattern.parsed()) {
            if (!constraint.binding().isEmpty()) {
                constraint.expression().flatMap(expression -> of(expression, Optional.of(type)))
                        .ifPresentOrElse(one -> put(constraint.binding(), one), () -> ambiguous.add(constraint.binding()));
            }
        }
    }

    private void put(String variable, Class<?> type) {
        Class<?> other = variables.put(variable, type);
        if (other != null && other != type) {
            ambiguous.add(variable);
        }
    }

    /** @param subject type of the fact the expression is asked of; empty in a consequence */
    Optional<Class<?>> of(Expression expression, Optional<Class<?>> subject) {
        if (expression instanceof EnclosedExpr enclosed) {
            return of(enclosed.getInner(), subject);
        }
        if (expression instanceof NameExpr name) {
            return named(name.getNameAsString(), subject);
        }
        if (expression instanceof FieldAccessExpr member) {
            return member(member, subject);
        }
        if (expression instanceof MethodCallExpr call && call.getScope().isPresent() && call.getArguments().isEmpty()) {
            return of(call.getScope().get(), subject).flatMap(scope -> types.fieldType(scope, call.getNameAsString()));
        }
        if (expression instanceof ObjectCreationExpr made) {
            return types.named(made.getTypeAsString());
        }
        if (expression instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
            return of(sum.getLeft(), subject).filter(String.class::equals)
                    .or(() -> of(sum.getRight(), subject).filter(String.class::equals));
        }
        return literal(expression);
    }

    /** What a variable stands for. */
    Optional<Class<?>> variable(String name) {
        return ambiguous.contains(name) ? Optional.empty() : Optional.ofNullable(variables.get(name));
    }

    private Optional<Class<?>> named(String name, Optional<Class<?>> subject) {
        if (name.startsWith("$")) {
            return variable(name);
        }
        return subject.flatMap(type -> types.fieldType(type, name));
    }

    private Optional<Class<?>> member(FieldAccessExpr member, Optional<Class<?>> subject) {
        Expression scope = member.getScope();
        if (scope instanceof InlineCastExpr cast) {
            return types.named(cast.getType().asString()).flatMap(one -> types.fieldType(one, member.getNameAsString()));
        }
        Optional<Class<?>> named = scope instanceof NameExpr name ? types.named(name.getNameAsString()) : Optional.empty();
        return named.isPresent() ? named.filter(Class::isEnum)
                : of(scope, subject).flatMap(one -> types.fieldType(one, member.getNameAsString()));
    }

    private static Optional<Class<?>> literal(Expression expression) {
        if (expression instanceof BooleanLiteralExpr) {
            return Optional.of(boolean.class);
        }
        if (expression instanceof StringLiteralExpr) {
            return Optional.of(String.class);
        }
        if (expression instanceof CharLiteralExpr) {
            return Optional.of(char.class);
        }
        if (expression instanceof UnaryExpr minus && minus.getOperator() == UnaryExpr.Operator.MINUS) {
            return literal(minus.getExpression());
        }
        return Numeral.of(expression).map(Numeral::type);
    }
}
