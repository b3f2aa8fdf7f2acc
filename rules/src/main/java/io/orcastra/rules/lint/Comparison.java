package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/**
 * What one constraint compares.
 *
 * @param operator such as {@code ==} or {@code in}
 * @param right    one, several for {@code in}
 */
record Comparison(Expression left, String operator, List<Expression> right) {
    private static final Set<String> SIGNS = Set.of("==", "!=", "<", "<=", ">", ">=");

    Comparison {
        right = List.copyOf(right);
    }

    /** Empty when the constraint compares nothing. */
    static Optional<Comparison> of(Constraint constraint) {
        Expression expression = constraint.expression().orElse(null);
        if (expression instanceof BinaryExpr binary && SIGNS.contains(binary.getOperator().asString())) {
            return Optional.of(new Comparison(binary.getLeft(), binary.getOperator().asString(), List.of(binary.getRight())));
        }
        return expression instanceof PointFreeExpr infix
                ? Optional.of(new Comparison(infix.getLeft(), infix.getOperator().asString(), infix.getRight())) : Optional.empty();
    }

    /** By a sign such as {@code <=}, not by a word. */
    boolean bySign() {
        return SIGNS.contains(operator);
    }

    boolean isList() {
        return operator.equals("in");
    }
}
