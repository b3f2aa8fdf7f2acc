package io.orcastra.rules.lint;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.math.BigInteger;
import java.util.Optional;

/** Whole numbers are not larger than what they are compared with or put into can be; the compiler says so without a line. */
final class NumberCheck implements Check {
    private static final BigInteger INT = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private final FactTypes types;

    NumberCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        Typing typing = new Typing(types, rule);
        for (LintedPattern pattern : rule.patterns()) {
            Optional<Class<?>> type = types.named(pattern.type());
            for (Constraint constraint : pattern.parsed()) {
                if (constraint.expression().orElse(null) instanceof BinaryExpr comparison) {
                    inspect(constraint, comparison.getRight(), typing.of(comparison.getLeft(), type), report);
                    inspect(constraint, comparison.getLeft(), typing.of(comparison.getRight(), type), report);
                }
            }
        }
        rule.then().concluded().ifPresent(fact -> fact.findAll(IntegerLiteralExpr.class)
                .forEach(number -> inConsequence(rule, number, report)));
        rule.then().concluded().ifPresent(fact -> fact.findAll(LongLiteralExpr.class)
                .forEach(number -> inConsequence(rule, number, report)));
    }

    private static void inspect(Constraint constraint, Expression side, Optional<Class<?>> other, Report report) {
        BigInteger number = number(side);
        boolean whole = other.filter(type -> type == int.class || type == Integer.class).isPresent();
        if (number.compareTo(LONG) > 0) {
            report.add(constraint.at(), "in '" + constraint.text() + "' " + number + " is larger than any whole number can be",
                    "Maybe a digit is too many");
        } else if (whole && number.compareTo(INT) > 0) {
            report.add(constraint.at(), "in '" + constraint.text() + "' " + number + " is larger than what it is compared with can be, "
                    + INT, "Maybe a digit is too many, or another field is meant");
        }
    }

    private static void inConsequence(LintedRule rule, LiteralStringValueExpr literal, Report report) {
        BigInteger number = number(literal);
        boolean marked = literal instanceof LongLiteralExpr;
        if (number.compareTo(LONG) > 0) {
            report.add(rule.then().place(literal), "in the consequence of \"" + rule.sentence() + "\" " + number
                    + " is larger than any whole number can be", "Maybe a digit is too many");
        } else if (!marked && number.compareTo(INT) > 0) {
            report.add(rule.then().place(literal), "in the consequence of \"" + rule.sentence() + "\" " + number
                    + " is larger than " + INT, "Maybe write " + number + "L");
        }
    }

    /** Zero for what is no whole number written out. */
    private static BigInteger number(Node node) {
        if (node instanceof EnclosedExpr enclosed) {
            return number(enclosed.getInner());
        }
        if (node instanceof UnaryExpr minus && minus.getOperator() == UnaryExpr.Operator.MINUS) {
            return number(minus.getExpression());
        }
        boolean whole = node instanceof IntegerLiteralExpr || node instanceof LongLiteralExpr;
        String digits = whole ? ((LiteralStringValueExpr) node).getValue().replaceAll("[lL_]", "") : "";
        return digits.matches("[0-9]+") ? new BigInteger(digits) : BigInteger.ZERO;
    }
}
