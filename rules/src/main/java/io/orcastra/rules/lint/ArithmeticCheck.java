package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whole numbers are reckoned with as Java does it: what grows beyond {@value Integer#MAX_VALUE} without an L turns round in
 * silence, and a division has no rest, so that a share of a whole is 0.
 */
final class ArithmeticCheck implements ComparisonsCheck.Aspect {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> FRACTION = Set.of(double.class, Double.class, float.class, Float.class);
    private static final int INTEGER = 31;

    /** Takes what is wrong with a part of an expression. */
    private interface Fault {
        void add(String part, String wrong, String advice);
    }

    /** @param wide of 64 bits instead of 32 */
    private record Constant(BigInteger value, boolean wide) {
    }

    @Override
    public void concluded(LintedRule rule, ObjectCreationExpr fact, Report report) {
        fact.findAll(BinaryExpr.class).stream()
                .filter(sum -> sum.getParentNode().filter(BinaryExpr.class::isInstance).isEmpty())
                .forEach(sum -> constant(sum, (part, wrong, advice) -> report.add(rule.then().place(sum),
                        "in the consequence of \"" + rule.sentence() + "\" " + part + wrong, advice)));
    }

    @Override
    public void result(LintedRule rule, Compared result, Report report) {
        inspect(result, report);
    }

    @Override
    public void inspect(Compared compared, Report report) {
        Constraint constraint = compared.constraint();
        Fault fault = (part, wrong, advice) -> report.add(constraint.at(), "in '" + constraint.text() + "' " + part + wrong, advice);
        Optional<Comparison> comparison = compared.comparison();
        if (comparison.isEmpty()) {
            constraint.expression().ifPresent(expression -> constant(expression, fault));
            return;
        }
        Expression left = comparison.get().left();
        Stream.concat(Stream.of(left), comparison.get().right().stream()).forEach(side -> constant(side, fault));
        comparison.get().right().forEach(right -> {
            share(left, right, compared, fault);
            share(right, left, compared, fault);
        });
    }

    /** Its value, where only numbers make it and nothing is wrong with it. */
    private static Optional<Constant> constant(Expression expression, Fault fault) {
        if (expression instanceof EnclosedExpr enclosed) {
            return constant(enclosed.getInner(), fault);
        }
        if (expression instanceof UnaryExpr minus && minus.getOperator() == UnaryExpr.Operator.MINUS) {
            return constant(minus.getExpression(), fault).map(one -> new Constant(one.value().negate(), one.wide()));
        }
        if (expression instanceof BinaryExpr sum) {
            Optional<Constant> left = constant(sum.getLeft(), fault);
            Optional<Constant> right = constant(sum.getRight(), fault);
            return left.isEmpty() || right.isEmpty() ? Optional.empty() : computed(sum, left.get(), right.get(), fault);
        }
        return Numeral.of(expression).filter(number -> !number.isFraction() && !number.isBig() && !number.isBeyondInteger()
                && !number.isHexadecimal() && !number.isOctal())
                .map(number -> new Constant(new BigInteger(number.plain()), number.isLong()));
    }

    private static Optional<Constant> computed(BinaryExpr sum, Constant left, Constant right, Fault fault) {
        boolean wide = left.wide() || right.wide();
        String part = Contents.written(sum);
        boolean divides = sum.getOperator() == BinaryExpr.Operator.DIVIDE || sum.getOperator() == BinaryExpr.Operator.REMAINDER;
        if (divides && right.value().signum() == 0) {
            fault.add(part, " divides by 0", "Maybe another number is meant");
            return Optional.empty();
        }
        BigInteger value = switch (sum.getOperator()) {
            case PLUS -> left.value().add(right.value());
            case MINUS -> left.value().subtract(right.value());
            case MULTIPLY -> left.value().multiply(right.value());
            case DIVIDE -> left.value().divide(right.value());
            case REMAINDER -> left.value().remainder(right.value());
            default -> null;
        };
        if (value != null && value.bitLength() > (wide ? Long.SIZE - 1 : INTEGER)) {
            fault.add(part, " is " + value + ", which is too large for a whole number" + (wide ? "" : " without an L"),
                    wide ? "Maybe a number too many is multiplied" : "Maybe write " + value + "L");
            return Optional.empty();
        }
        if (value != null && sum.getOperator() == BinaryExpr.Operator.DIVIDE && left.value().remainder(right.value()).signum() != 0) {
            fault.add(part, " is " + value + ", for whole numbers are divided without a rest",
                    "Maybe one of them with a point, as in " + left.value() + ".0");
            return Optional.empty();
        }
        return Optional.ofNullable(value).map(one -> new Constant(one, wide));
    }

    private static void share(Expression side, Expression other, Compared compared, Fault fault) {
        if (compared.typeOf(other).filter(FRACTION::contains).isEmpty()) {
            return;
        }
        divisions(side).filter(sum -> isWhole(sum, compared) && Numeral.of(sum.getRight()).isEmpty()).findFirst()
                .ifPresent(sum -> fault.add(Contents.written(sum),
                        " divides whole numbers, which leaves no rest: a part of a whole is 0",
                        "Maybe " + Contents.written(sum.getLeft()) + " * 10 > " + Contents.written(sum.getRight())
                                + " * 9 for nine tenths, or a field in percent"));
    }

    private static Stream<BinaryExpr> divisions(Expression side) {
        if (side instanceof EnclosedExpr enclosed) {
            return divisions(enclosed.getInner());
        }
        if (side instanceof BinaryExpr sum) {
            Stream<BinaryExpr> inner = Stream.concat(divisions(sum.getLeft()), divisions(sum.getRight()));
            return sum.getOperator() == BinaryExpr.Operator.DIVIDE ? Stream.concat(Stream.of(sum), inner) : inner;
        }
        return Stream.empty();
    }

    /** False where it cannot be told. */
    private static boolean isWhole(Expression side, Compared compared) {
        if (side instanceof EnclosedExpr enclosed) {
            return isWhole(enclosed.getInner(), compared);
        }
        return side instanceof BinaryExpr sum ? isWhole(sum.getLeft(), compared) && isWhole(sum.getRight(), compared)
                : compared.typeOf(side).filter(WHOLE::contains).isPresent();
    }
}
