package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/**
 * A number as it is written in a rule.
 *
 * @param text with its suffix and its underscores
 */
record Numeral(String text) {
    private static final Set<Class<?>> TEXTS = Set.of(CharLiteralExpr.class, StringLiteralExpr.class, TextBlockLiteralExpr.class);

    private static final int INTEGER = 31;

    /** Empty for what is none, or has a sign or brackets. */
    static Optional<Numeral> of(Expression expression) {
        return expression instanceof LiteralStringValueExpr && !TEXTS.contains(expression.getClass())
                ? Optional.of(new Numeral(Contents.written(expression))) : Optional.empty();
    }

    boolean isHexadecimal() {
        return text.startsWith("0x") || text.startsWith("0X");
    }

    /** A zero before it makes it a number of eights. */
    boolean isOctal() {
        return text.matches("0[0-7_]+[lL]?");
    }

    boolean isLong() {
        return text.matches(".*[lL]");
    }

    /** With a letter behind it that only Drools knows: B for a BigDecimal, I for a BigInteger. */
    boolean isBig() {
        return !isHexadecimal() && text.matches(".*[BI]");
    }

    boolean isDivided() {
        return text.contains("_");
    }

    /** With a point, an exponent or a letter for it. */
    boolean isFraction() {
        return !isHexadecimal() && text.matches(".*[.eEdDfF].*");
    }

    /** Larger than any number can be. */
    boolean isBeyondAll() {
        return isFraction() && !isBig() && Double.isInfinite(Double.parseDouble(text.replace("_", "")));
    }

    /** Whole, and too large for Java to read it without a letter. */
    boolean isBeyondInteger() {
        return !isFraction() && !isBig() && !isLong() && !isHexadecimal() && new BigInteger(text.replace("_", "")).bitLength() > INTEGER;
    }

    /** What Java takes it for. */
    Class<?> type() {
        return isFraction() ? text.matches(".*[fF]") ? float.class : double.class : isLong() ? long.class : int.class;
    }

    /** The same number in digits alone, where it needs no more. */
    String plain() {
        String digits = text.replaceAll("_", "").replaceAll(isHexadecimal() ? "[lL]$" : "[lLdDfFBI]$", "");
        if (isHexadecimal()) {
            return new BigInteger(digits.substring(2), 16).toString();
        }
        return isOctal() ? digits.replaceFirst("^0+(?=.)", "") : digits;
    }
}
