package io.orcastra.rules.lint;

import java.util.Locale;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PatternDescr;

/** No attributes and no kinds of condition that hide order, run code or defeat the index. */
final class ConstructCheck implements Check {

    @Override
    public void inspect(LintedRule rule, Report report) {
        rule.descr().getAttributes().values().forEach(attribute ->
                report.add(attribute, "rule \"" + rule.sentence() + "\" has attribute " + attribute.getName(),
                        "Maybe a condition is missing: the order of rules must not matter"));
        if (rule.descr().getParentName() != null) {
            report.add(rule.descr(), "rule \"" + rule.sentence() + "\" extends another", "Maybe write its conditions here");
        }
        for (BaseDescr other : rule.others()) {
            report.add(other, "rule \"" + rule.sentence() + "\" uses " + kind(other),
                    "Maybe join facts by ==, or write one rule for each case");
        }
    }

    private static String kind(BaseDescr descr) {
        if (descr instanceof PatternDescr pattern) {
            return pattern.getSource() == null ? "a window" : kind(pattern.getSource());
        }
        return descr.getClass().getSimpleName().replace("Descr", "").toLowerCase(Locale.ROOT);
    }
}
