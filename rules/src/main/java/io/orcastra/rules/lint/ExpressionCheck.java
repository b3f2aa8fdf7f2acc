package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What stands behind {@code matches} is a regular expression: the compiler lets any text pass, and the rules do not load. It
 * counts as Java reads the text, and it is written out, for what a variable holds is known only when the rule runs. Nor may it
 * try a text in more ways than anybody can wait for.
 */
final class ExpressionCheck implements Check {
    private static final String MATCHES = "matches";
    /** Of the facts that bear a field of this name, all made of the configuration's {@code *} and {@code ?}. */
    private static final String OF_CONFIGURATION = "regex";

    @Override
    public void inspect(LintedRule rule, Report report) {
        rule.patterns().forEach(pattern -> pattern.parsed().forEach(constraint -> inspect(constraint, report)));
        rule.results().forEach(constraint -> inspect(constraint, report));
    }

    private static void inspect(Constraint constraint, Report report) {
        constraint.contents().infixes().stream().filter(infix -> MATCHES.equals(infix.getOperator().asString()))
                .flatMap(infix -> infix.getRight().stream()).forEach(expression -> inspect(constraint, expression, report));
    }

    private static void inspect(Constraint constraint, Expression expression, Report report) {
        if (expression instanceof StringLiteralExpr text) {
            inspect(constraint, text, report);
        } else if (!OF_CONFIGURATION.equals(Contents.written(expression))) {
            report.add(constraint.at(), "in '" + constraint.text() + "' " + Contents.written(expression)
                            + " is not written out, so nobody can tell before the rule runs whether it is a regular expression",
                    "Maybe a text in quotes; what swarm.yml gives can be compared by ==, contains or in");
        }
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
        new Repetitions(expression).runaway().ifPresent(part -> report.add(constraint.at(),
                in + (part.startsWith("(") ? " repeats what repeats itself or chooses: " : " repeats or chooses too often in a row: ")
                        + part + ", so that a text of thirty characters may be tried in a billion ways",
                "Maybe one of the repetitions is enough, a class such as [ab] says what (a|b) does, or two constraints are meant;"
                        + " what gives nothing back does no harm: ++ for +, *+ for *"));
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
