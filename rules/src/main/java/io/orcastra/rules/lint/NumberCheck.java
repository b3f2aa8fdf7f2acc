package io.orcastra.rules.lint;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.math.BigInteger;
import java.util.Optional;

/** Whole numbers are not larger than what they are compared with or put into can be; the compiler says so without a line. */
final class NumberCheck implements ComparisonsCheck.Aspect {
    /** Bits, without the sign. */
    private static final int INT = 31;
    private static final int LONG = 63;

    @Override
    public void inspect(Compared compared, Report report) {
        compared.comparison().ifPresent(comparison -> {
            Optional<Class<?>> left = compared.typeOf(comparison.left());
            comparison.right().forEach(right -> inspect(compared.constraint(), right, left, report));
            inspect(compared.constraint(), comparison.left(), compared.typeOf(comparison.right().get(0)), report);
        });
    }

    @Override
    public void concluded(LintedRule rule, ObjectCreationExpr fact, Report report) {
        fact.findAll(IntegerLiteralExpr.class).forEach(number -> inConsequence(rule, number, report));
        fact.findAll(LongLiteralExpr.class).forEach(number -> inConsequence(rule, number, report));
    }

    private static void inspect(Constraint constraint, Expression side, Optional<Class<?>> other, Report report) {
        if (side instanceof BinaryExpr sum) {
            Contents.of(sum).literals().stream().flatMap(literal -> Numeral.of(literal).stream()).filter(Numeral::isBeyondInteger)
                    .forEach(number -> report.add(constraint.place(number.text()), "in '" + constraint.text() + "' " + number.text()
                            + " is larger than " + Integer.MAX_VALUE, "Maybe write " + number.text() + "L"));
        }
        BigInteger number = number(side);
        String wrong = number + (number.signum() < 0 ? " is smaller than " : " is larger than ");
        if (number.abs().bitLength() > LONG) {
            report.add(constraint.at(), "in '" + constraint.text() + "' " + wrong + "any whole number can be", "Maybe a digit is too many");
        } else if (number.bitLength() > INT && other.filter(type -> type == int.class || type == Integer.class).isPresent()) {
            report.add(constraint.at(), "in '" + constraint.text() + "' " + wrong + "what it is compared with can be, "
                    + (number.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE),
                    "Maybe a digit is too many, or another field is meant");
        }
    }

    private static void inConsequence(LintedRule rule, LiteralStringValueExpr literal, Report report) {
        BigInteger number = number(literal.getParentNode().filter(UnaryExpr.class::isInstance).orElse(literal));
        boolean marked = literal instanceof LongLiteralExpr;
        if (number.bitLength() > LONG) {
            report.add(rule.then().place(literal), "in the consequence of \"" + rule.sentence() + "\" " + number
                    + " is larger than any whole number can be", "Maybe a digit is too many");
        } else if (!marked && number.bitLength() > INT) {
            report.add(rule.then().place(literal), "in the consequence of \"" + rule.sentence() + "\" " + number
                    + " is larger than " + Integer.MAX_VALUE, "Maybe write " + number + "L");
        }
    }

    /** Zero for what is no whole number written out. */
    private static BigInteger number(Node node) {
        if (node instanceof EnclosedExpr enclosed) {
            return number(enclosed.getInner());
        }
        if (node instanceof UnaryExpr minus && minus.getOperator() == UnaryExpr.Operator.MINUS) {
            return number(minus.getExpression()).negate();
        }
        boolean whole = node instanceof IntegerLiteralExpr || node instanceof LongLiteralExpr;
        String digits = whole ? ((LiteralStringValueExpr) node).getValue().replaceAll("[lL_]", "") : "";
        if (digits.matches("0[xX][0-9a-fA-F]+")) {
            BigInteger bits = new BigInteger(digits.substring(2), 16);
            return bits.bitLength() > Integer.SIZE ? bits : BigInteger.ZERO;
        }
        return digits.matches("[0-9]+") ? new BigInteger(digits) : BigInteger.ZERO;
    }
}
