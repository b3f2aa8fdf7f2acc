package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/** Reads what one constraint says of its fact. */
record ClaimReader(TermReader terms, int fact) {
    private static final Set<String> COMPARING = Set.of("==", "!=", "<", "<=", ">", ">=");

    /** What is compared, or the whole when nothing is. */
    static Expression subject(Expression expression) {
        if (expression instanceof BinaryExpr comparison && COMPARING.contains(comparison.getOperator().asString())) {
            return comparison.getLeft();
        }
        return expression instanceof PointFreeExpr infix ? infix.getLeft() : expression;
    }

    /** Empty when it is not understood. */
    Optional<Claim> of(Expression expression) {
        if (expression instanceof EnclosedExpr enclosed) {
            return of(enclosed.getInner());
        }
        if (expression instanceof UnaryExpr not && not.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
            return of(not.getExpression()).map(Claim::denied);
        }
        if (expression instanceof InstanceOfExpr test && test.getPattern().isEmpty()) {
            return terms.of(test.getExpression(), fact).map(left -> Claim.of(left, Claim.IS, type(test.getType().asString())));
        }
        if (expression instanceof PointFreeExpr infix) {
            return infix(infix);
        }
        if (expression instanceof BinaryExpr comparison) {
            return COMPARING.contains(comparison.getOperator().asString()) ? compared(comparison) : Optional.empty();
        }
        return terms.of(expression, fact).filter(Term.Field.class::isInstance)
                .map(flag -> Claim.of(flag, Claim.EQUAL, new Term.Constant(true)));
    }

    private Optional<Claim> compared(BinaryExpr comparison) {
        Optional<Term> right = terms.of(comparison.getRight(), fact);
        return terms.of(comparison.getLeft(), fact).flatMap(left -> right.map(one -> left instanceof Term.Constant
                ? Claim.of(one, turned(comparison.getOperator().asString()), left)
                : Claim.of(left, comparison.getOperator().asString(), one)));
    }

    /** As it is read from the other side. */
    private static String turned(String operator) {
        return operator.startsWith("<") ? operator.replace('<', '>') : operator.replace('>', '<');
    }

    private Optional<Claim> infix(PointFreeExpr infix) {
        String operator = infix.getOperator().asString();
        List<Term> right = infix.getRight().stream().flatMap(one -> terms.of(one, fact).stream()).toList();
        boolean understood = right.size() == infix.getRight().size() && infix.getArg1() == null;
        return understood ? terms.of(infix.getLeft(), fact).map(left -> new Claim(left, operator, right))
                .map(claim -> infix.isNegated() ? claim.denied() : claim) : Optional.empty();
    }

    /** That a fact or field is of the types it is taken for. */
    static List<Claim> taken(Term term) {
        List<Claim> taken = new ArrayList<>();
        if (term instanceof Term.Field field) {
            for (int at = field.path().indexOf('#'); at >= 0; at = field.path().indexOf('#', at + 1)) {
                String type = field.path().substring(at + 1).replaceFirst("[.#].*", "");
                taken.add(Claim.of(new Term.Field(field.fact(), field.path().substring(0, at)), Claim.IS, type(type)));
            }
        }
        return taken;
    }

    private static Term type(String name) {
        return new Term.Constant("the type " + name);
    }
}
