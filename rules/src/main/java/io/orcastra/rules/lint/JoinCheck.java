package io.orcastra.rules.lint;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.ExprConstraintDescr;

/** No pattern is combined with every match before it: 5 000 nodes and services took 18 s and 1.7 GB. */
final class JoinCheck implements Check {
    /** Of these there are none, one or very few. */
    private static final Set<String> FEW = Set.of("NoLease", "Unsettled", "StaleObservation", "Paused", "LabelPruning",
            "LocalEngine", "ProtectedLabel", "CyclicDependency", "Rebalancing", "MemoryPolicy", "SpreadRepair", "StartLimit",
            "NodeTiers", "Together");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");
    private static final Pattern EQUALITY =
            Pattern.compile("==|\\bin\\b|\\bcontains\\b|\\bmemberOf\\b|\\binstanceof\\b|\\bmatches\\b");

    @Override
    public void inspect(LintedRule rule, Report report) {
        for (LintedPattern pattern : rule.patterns()) {
            boolean combined = pattern.combines() && !FEW.containsAll(pattern.before());
            if (combined && pattern.constraints().noneMatch(constraint -> selects(constraint, pattern))) {
                report.add(pattern.descr(), "pattern " + pattern.type() + " of \"" + rule.sentence()
                        + "\" is combined with everything before it",
                        "Maybe a constraint such as serviceId == $service is missing");
            }
        }
    }

    private static boolean selects(ExprConstraintDescr constraint, LintedPattern pattern) {
        String code = DrlText.withoutStrings(constraint.getExpression()).replaceFirst("^\\s*\\$\\w+\\s*:(?!=)", "");
        if (!EQUALITY.matcher(code).find()) {
            return false;
        }
        Matcher variable = VARIABLE.matcher(code);
        return !variable.find() || pattern.visible().contains(variable.group());
    }
}
