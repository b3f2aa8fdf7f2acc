package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AccumulateDescr.AccumulateFunctionCallDescr;

/** Constraints are separated by commas, joined by ==, and call nothing; what is counted or collected are variables. */
final class ConstraintCheck implements Check {
    private static final Map<String, String> REFUSED = Map.of(
            "&&", "Maybe a comma: && loses the index, so that every pair of facts is tried",
            "||", "Maybe 'in ( .. )', or a rule for each case: || loses the index");
    private static final Set<String> CLOCKS = Set.of("now", "currentTimeMillis", "nanoTime");
    private static final Pattern CLOCK = Pattern.compile("\\bnow\\s*\\(");
    private static final String NO_CLOCK = "Maybe a Timer that another rule concludes, and Elapsed once it has lasted; or WindowOpen for a "
            + "window of swarm.yml";
    private static final Set<String> SPANS = Set.of("Duration", "Instant");
    private static final Map<String, String> CALLED = Map.of(
            "startsWith", "Maybe matches \"beginning.*\"", "endsWith", "Maybe matches \".*end\"",
            "contains", "Maybe contains without brackets, or matches \".*part.*\" for text", "matches", "Maybe matches without brackets",
            "equalsIgnoreCase", "Maybe matches \"(?i)text\"");
    private static final Pattern CURLY = Pattern.compile("[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]");
    private static final Set<String> FUNCTIONS =
            Set.of("count", "sum", "min", "max", "average", "collectSet", "collectList");

    @Override
    public void inspect(LintedRule rule, Report report) {
        rule.patterns().forEach(pattern -> pattern.parsed().forEach(constraint -> inspect(constraint, report)));
        rule.results().forEach(constraint -> inspect(constraint, report));
        rule.accumulates().forEach(accumulate -> inspect(rule, accumulate, report));
    }

    private static void inspect(Constraint constraint, Report report) {
        String what = "constraint '" + constraint.text() + "' ";
        Contents contents = constraint.contents();
        if (constraint.expression().isEmpty()) {
            report.add(constraint.at(), what + "cannot be read", unread(constraint.text()));
        }
        if (constraint.binding().isEmpty() && constraint.expression().filter(LiteralExpr.class::isInstance).isPresent()) {
            report.add(constraint.at(), what + "compares nothing", "Maybe a field is missing before it, or a comma was meant as a point");
        }
        REFUSED.forEach((operator, advice) -> {
            if (contents.operators().contains(operator)) {
                report.add(constraint.place(operator), what + "uses " + operator, advice);
            }
        });
        for (MethodCallExpr call : contents.calls()) {
            call(constraint, what, call, report);
        }
        contents.created().forEach(made -> report.add(constraint.at(), what + "makes a " + made.getTypeAsString(),
                "Maybe compare with a field of another fact"));
        contents.strange().forEach(code -> report.add(constraint.at(), what + (code instanceof ArrayAccessExpr
                ? "asks for one of many values: " : "holds code: ") + Contents.written(code), code instanceof ArrayAccessExpr
                ? "Maybe a fact that holds it as a field, such as NodeLabel( nodeId == $node, key == \"zone\", value == \"a\" ); what "
                        + "stands in a map or list cannot be asked for by its name or place"
                : "Maybe compare a field with a value or a variable; what is computed belongs in a fact"));
    }

    private static String unread(String text) {
        return CURLY.matcher(text).find() ? "Maybe write \" for quotes that were made round or doubled"
                : CLOCK.matcher(text).find() ? NO_CLOCK : "Maybe field == value, or $variable : field";
    }

    private static void call(Constraint constraint, String what, MethodCallExpr call, Report report) {
        String name = call.getNameAsString();
        boolean span = call.getScope().filter(scope -> SPANS.contains(Contents.written(scope))).isPresent();
        if (CLOCKS.contains(name)) {
            report.add(constraint.place(name), what + "asks a clock, which rules have none", NO_CLOCK);
        } else if (span) {
            report.add(constraint.place(name), what + "makes a span of time or a moment", "Maybe its seconds are compared, as in "
                    + "stopGracePeriod.seconds <= 5, or a parameter of the policy");
        } else {
            report.add(constraint.place(name), what + "calls " + name + "()", CALLED.getOrDefault(name,
                    "Maybe == for equals, or an accessor of the fact without brackets"));
        }
    }

    private static void inspect(LintedRule rule, AccumulateDescr accumulate, Report report) {
        if (accumulate.getInitCode() != null || accumulate.getActionCode() != null) {
            report.add(accumulate, "rule \"" + rule.sentence() + "\" accumulates with code of its own",
                    "Maybe one of " + FUNCTIONS);
        }
        for (AccumulateFunctionCallDescr call : accumulate.getFunctions()) {
            boolean plain = FUNCTIONS.contains(call.getFunction())
                    && Arrays.stream(call.getParams()).allMatch(one -> one.strip().matches("\\$\\w+"));
            if (!plain) {
                report.add(accumulate, "rule \"" + rule.sentence() + "\" accumulates by " + call.getFunction() + "( "
                        + String.join(", ", call.getParams()) + " )", "Maybe one of " + FUNCTIONS + ", of a variable");
            }
        }
    }
}
