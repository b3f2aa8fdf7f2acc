package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/**
 * What stands behind {@code matches} is a regular expression: the compiler lets any text pass, and the rules do not load. Nor
 * does it try a text in more ways than anybody can wait for.
 */
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
                .forEach(text -> inspect(constraint, text.asStringLiteralExpr(), report));
    }

    /** As Java reads the text, or as it stands there: it is no good only if it is so in neither way. */
    private static void inspect(Constraint constraint, StringLiteralExpr text, Report report) {
        String in = "in '" + constraint.text() + "' ";
        Optional<String> why = fault(text.asString());
        if (why.isPresent() && fault(text.getValue()).isPresent()) {
            report.add(constraint.at(), in + Contents.written(text) + " is no regular expression: " + why.get(),
                    "Maybe a bracket is open; one that is meant itself is written with \\\\ before it");
            return;
        }
        new Repetitions(why.isEmpty() ? text.asString() : text.getValue()).nested().ifPresent(group -> report.add(constraint.at(),
                in + Contents.written(text) + " repeats what repeats itself: " + group
                        + ", so that a text of thirty characters may be tried in a billion ways",
                "Maybe one of the two repetitions is enough, or the inner one is meant to give nothing back: ++ for +, *+ for *"));
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
