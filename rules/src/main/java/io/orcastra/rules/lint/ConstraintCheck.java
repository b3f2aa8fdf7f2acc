package io.orcastra.rules.lint;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.ExprConstraintDescr;

/** Constraints are separated by commas, joined by ==, and call nothing. */
final class ConstraintCheck implements Check {
    private static final Map<String, String> REFUSED = Map.of(
            "&&", "Maybe a comma: && loses the index",
            "||", "Maybe 'in ( .. )', or a rule for each case: || loses the index");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\s*\\(");

    @Override
    public void inspect(LintedRule rule, Report report) {
        rule.patterns().forEach(pattern -> pattern.constraints().forEach(constraint -> inspect(constraint, report)));
    }

    private static void inspect(ExprConstraintDescr constraint, Report report) {
        String code = DrlText.withoutStrings(constraint.getExpression());
        REFUSED.forEach((operator, advice) -> {
            if (code.contains(operator)) {
                report.add(constraint, "constraint '" + constraint.getExpression() + "' uses " + operator, advice);
            }
        });
        Matcher call = CALL.matcher(code);
        while (call.find()) {
            if (!call.group(1).equals("in")) {
                report.add(constraint, "constraint '" + constraint.getExpression() + "' calls " + call.group(1) + "()",
                        "Maybe == for equals, or an accessor of the fact without brackets");
            }
        }
    }
}
