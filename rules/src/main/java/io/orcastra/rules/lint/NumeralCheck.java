package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateDescr.AccumulateFunctionCallDescr;

/**
 * Numbers are written in a form in which they can be compared with what they are compared with. Drools makes Java of
 * both sides and fails at what does not fit, without a line or in words of its own making.
 */
final class NumeralCheck implements ComparisonsCheck.Aspect {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> INTEGER = Set.of(int.class, Integer.class);
    private static final Set<Class<?>> FRACTION = Set.of(double.class, Double.class, float.class, Float.class);
    /** Of these the result is what is counted together; that of the others is always a long or a double. */
    private static final Set<String> OF_THE_SAME = Set.of("sum", "min", "max");

    @Override
    public void inspect(Compared compared, Report report) {
        Constraint constraint = compared.constraint();
        Optional<Class<?>> left = compared.comparison().flatMap(one -> compared.typeOf(one.left()));
        alone(constraint, left, report);
        compared.comparison().ifPresent(comparison -> {
            left.ifPresent(type -> beside(constraint, comparison, type, report));
            compared.typeOf(comparison.right().get(0)).ifPresent(right -> turned(constraint, comparison, right, report));
        });
    }

    /** What is wrong whatever it is compared with. */
    private static void alone(Constraint constraint, Optional<Class<?>> left, Report report) {
        constraint.contents().literals().stream().flatMap(literal -> Numeral.of(literal).stream()).forEach(number -> {
            if (number.isBeyondAll()) {
                add(constraint, number, "is larger than any number can be", "Maybe a digit of the exponent is too many", report);
            } else if (number.isOctal()) {
                add(constraint, number, "begins with 0, and so would be counted by eights", "Maybe " + number.plain(), report);
            } else if (number.isBig() && number.text().contains(".") && left.filter(FRACTION::contains).isEmpty()) {
                add(constraint, number, "ends in a letter that numbers with a point may not have", "Maybe " + number.plain(), report);
            }
        });
    }

    private static void beside(Constraint constraint, Comparison comparison, Class<?> left, Report report) {
        boolean ofFact = !Contents.written(comparison.left()).startsWith("$");
        for (Expression right : comparison.right()) {
            Optional<Numeral> number = Numeral.of(right);
            boolean tooLong = INTEGER.contains(left) && number.filter(Numeral::isLong).isPresent()
                    && !(comparison.isList() && number.get().isHexadecimal());
            boolean notDecimal = FRACTION.contains(left) && ofFact && comparison.bySign()
                    && number.filter(one -> one.isLong() || one.isHexadecimal() || one.isDivided()).isPresent();
            if (tooLong || notDecimal) {
                add(constraint, number.get(), "is not written as " + Contents.written(comparison.left()) + " is, which is "
                        + words(left), "Maybe " + number.get().plain(), report);
            } else if (Kind.of(left).isEmpty() && isStrange(comparison, left, right)
                    || comparison.isList() && left.isEnum() && !isText(right) && isLiteral(right)) {
                report.add(constraint.place(Contents.written(right)), "in '" + constraint.text() + "' "
                        + Contents.written(comparison.left()) + ", " + words(left) + ", is compared with " + Contents.written(right),
                        advice(left));
            }
        }
    }

    /** Written before what it is compared with, a number has to be just what that is. */
    private static void turned(Constraint constraint, Comparison comparison, Class<?> right, Report report) {
        Expression other = comparison.right().get(0);
        if (!comparison.bySign() || Contents.written(other).startsWith("$")) {
            return;
        }
        if (Kind.of(right).isEmpty() && right != Object.class && right != Comparable.class
                && isLiteral(comparison.left()) && !isText(comparison.left())) {
            report.add(constraint.place(Contents.written(comparison.left())), "in '" + constraint.text() + "' "
                    + Contents.written(comparison.left()) + " is compared with " + Contents.written(other) + ", " + words(right),
                    advice(right));
        }
        Numeral.of(comparison.left()).ifPresent(number -> turned(constraint, comparison, number, right, report));
    }

    private static void turned(Constraint constraint, Comparison comparison, Numeral number, Class<?> right, Report report) {
        Expression other = comparison.right().get(0);
        boolean same = number.type() == (right == Integer.class ? int.class : right == Long.class ? long.class : right);
        boolean fits = !number.isBig() && !number.isBeyondInteger() && (same || FRACTION.contains(right));
        if ((WHOLE.contains(right) || FRACTION.contains(right)) && !fits) {
            add(constraint, number, "stands before " + Contents.written(other) + ", and is not written as that is, which is "
                    + words(right),
                    "Maybe " + Contents.written(other) + " " + turned(comparison.operator()) + " " + number.plain(), report);
        }
    }

    private static String turned(String operator) {
        return operator.startsWith("<") ? operator.replace('<', '>') : operator.replace('>', '<');
    }

    @Override
    public void result(LintedRule rule, Compared compared, Report report) {
        Constraint result = compared.constraint();
        alone(result, Optional.empty(), report);
        compared.comparison().ifPresent(comparison -> {
            boolean ofIntegers = rule.accumulates().stream().flatMap(one -> one.getFunctions().stream())
                    .filter(call -> Contents.written(comparison.left()).equals(call.getBind()))
                    .anyMatch(call -> OF_THE_SAME.contains(call.getFunction()) && isInteger(call, compared.typing()));
            comparison.right().stream().flatMap(right -> Numeral.of(right).stream())
                    .filter(number -> ofIntegers && !number.isHexadecimal()
                            && (number.isLong() || number.isDivided() || number.isBeyondInteger()))
                    .forEach(number -> add(result, number, "is not written as " + Contents.written(comparison.left())
                            + " is, which is a whole number without a letter", "Maybe " + number.plain(), report));
        });
    }

    private static boolean isInteger(AccumulateFunctionCallDescr call, Typing typing) {
        return call.getParams().length == 1 && typing.variable(call.getParams()[0].strip()).filter(INTEGER::contains).isPresent();
    }

    @Override
    public void concluded(LintedRule rule, ObjectCreationExpr fact, Report report) {
        fact.findAll(LiteralExpr.class).stream().filter(literal -> Numeral.of(literal).filter(Numeral::isBeyondAll).isPresent())
                .forEach(literal -> report.add(rule.then().place(literal), "in the consequence of \"" + rule.sentence() + "\" "
                        + literal + " is larger than any number can be", "Maybe a digit of the exponent is too many"));
        fact.findAll(MethodCallExpr.class).stream().filter(call -> Contents.written(call.getScope().orElse(call)).equals("Duration"))
                .forEach(call -> call.getArguments().stream()
                        .filter(argument -> Numeral.of(argument).filter(Numeral::isFraction).isPresent())
                        .forEach(argument -> report.add(rule.then().place(argument), "in the consequence of \"" + rule.sentence() + "\" "
                                + call.getNameAsString() + " takes a whole number, and " + argument + " is none",
                                "Maybe Duration.ofMillis( .. ), which counts by thousandths of a second")));
    }

    /** Neither a number, text nor flag, compared with one. */
    private static boolean isStrange(Comparison comparison, Class<?> left, Expression right) {
        boolean anything = left == Object.class || left == Comparable.class || !comparison.bySign() && !comparison.isList();
        return !anything && isLiteral(right) && !(comparison.isList() && isText(right));
    }

    private static boolean isLiteral(Expression right) {
        Expression bare = right instanceof EnclosedExpr enclosed ? enclosed.getInner()
                : right instanceof UnaryExpr sign ? sign.getExpression() : right;
        return isText(bare) || bare instanceof BooleanLiteralExpr || Numeral.of(bare).isPresent();
    }

    private static boolean isText(Expression right) {
        return right instanceof StringLiteralExpr;
    }

    private static void add(Constraint constraint, Numeral number, String wrong, String advice, Report report) {
        report.add(constraint.place(number.text()), "in '" + constraint.text() + "' " + number.text() + " " + wrong, advice);
    }

    private static String words(Class<?> type) {
        return INTEGER.contains(type) ? "a whole number without a letter" : FRACTION.contains(type) ? "a number with a point"
                : WHOLE.contains(type) ? "a large whole number, written with an L there"
                : "AEIOU".indexOf(type.getSimpleName().charAt(0)) < 0 ? "a " + type.getSimpleName() : "an " + type.getSimpleName();
    }

    private static String advice(Class<?> left) {
        return left.isEnum() ? "Maybe one of " + List.of(left.getEnumConstants()) + " with " + left.getSimpleName() + ". before it"
                : "Maybe a field of it is meant, or a variable that holds " + words(left);
    }
}
