package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/** What stands behind {@code matches} is a regular expression: the compiler lets any text pass, and the rules do not load. */
final class ExpressionCheck implements Check {
    private static final String MATCHES = "matches";

    @Override
    public void inspect(LintedRule rule, Report report) {
        rule.patterns().forEach(pattern -> pattern.parsed().forEach(constraint -> inspect(constraint, report)));
        rule.results().forEach(constraint -> inspect(constraint, report));
    }

    private static void inspect(Constraint constraint, Report report) {
        constraint.expression().stream().flatMap(whole -> whole.findAll(PointFreeExpr.class).stream())
                .filter(infix -> MATCHES.equals(infix.getOperator().asString()))
                .flatMap(infix -> infix.getRight().stream()).filter(StringLiteralExpr.class::isInstance)
                .forEach(text -> fault(text.asStringLiteralExpr()).ifPresent(why -> report.add(constraint.at(),
                        "in '" + constraint.text() + "' " + Contents.written(text) + " is no regular expression: " + why,
                        "Maybe a bracket is open; one that is meant itself is written with \\\\ before it")));
    }

    /** As Java reads the text, or as it stands there: it is no good only if it is so in neither way. */
    private static Optional<String> fault(StringLiteralExpr text) {
        return fault(text.asString()).filter(why -> fault(text.getValue()).isPresent());
    }

    private static Optional<String> fault(String expression) {
        try {
            Pattern.compile(expression);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription());
        }
    }
}
