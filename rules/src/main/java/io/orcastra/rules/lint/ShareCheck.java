package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import io.orcastra.rules.RuleProblem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is in percent is compared with parts of 100, not of 1. */
final class ShareCheck implements SetCheck {
    @Override
    public void inspect(List<LintedRule> rules, List<RuleProblem> problems) {
        rules.forEach(rule -> rule.patterns().forEach(pattern -> pattern.parsed().forEach(constraint ->
                Comparison.of(constraint).filter(Comparison::bySign).ifPresent(comparison -> {
                    Expression right = comparison.right().get(0);
                    Stream.of(share(comparison.left(), right), share(right, comparison.left())).flatMap(Optional::stream)
                            .forEach(number -> report(rule, problems).add(constraint.place(number.text()), "in '" + constraint.text() + "' "
                                            + number.text() + " is below 1 %",
                                    "Maybe " + new BigDecimal(number.plain()).movePointRight(2).stripTrailingZeros().toPlainString()));
                }))));
    }

    private static Optional<Numeral> share(Expression percent, Expression number) {
        boolean asked = percent instanceof NameExpr field && field.getNameAsString().toLowerCase(Locale.ROOT).endsWith("percent");
        return asked ? Numeral.of(number).filter(one -> one.isFraction() && !one.isBig())
                .filter(one -> Double.parseDouble(one.plain()) > 0 && Double.parseDouble(one.plain()) < 1) : Optional.empty();
    }
}
