package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/**
 * What stands behind {@code matches} is a regular expression: the compiler lets any text pass, and the rules do not load. It
 * counts as Java reads the text. Nor may it try a text in more ways than anybody can wait for.
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

    private static void inspect(Constraint constraint, StringLiteralExpr text, Report report) {
        String expression = text.asString();
        String in = "in '" + constraint.text() + "' " + Contents.written(text);
        Optional<String> why = fault(expression);
        if (why.isPresent()) {
            boolean open = endsInTheMiddle(expression);
            report.add(constraint.at(),
                    in + " is no regular expression: " + (open ? "its last backslash stands before nothing" : why.get()),
                    open ? "Maybe a backslash itself is meant, which is written as four: \\\\\\\\"
                            : "Maybe a bracket is open; one that is meant itself is written with \\\\ before it");
            return;
        }
        new Repetitions(expression).nested().ifPresent(group -> report.add(constraint.at(),
                in + " repeats what repeats itself: " + group
                        + ", so that a text of thirty characters may be tried in a billion ways",
                "Maybe one of the two repetitions is enough, or the inner one is meant to give nothing back: ++ for +, *+ for *"));
    }

    /** A backslash that nothing follows, which Java itself calls an internal error. */
    private static boolean endsInTheMiddle(String expression) {
        int end = expression.length();
        while (end > 0 && expression.charAt(end - 1) == '\\') {
            end--;
        }
        return (expression.length() - end) % 2 == 1;
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
