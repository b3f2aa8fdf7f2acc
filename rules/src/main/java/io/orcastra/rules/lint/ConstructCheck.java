package io.orcastra.rules.lint;

import java.util.Locale;
import org.drools.drl.ast.descr.BaseDescr;

/** No attributes and no kinds of condition that hide order, run code or defeat the index. */
final class ConstructCheck implements Check {

    @Override
    public void inspect(LintedRule rule, Report report) {
        rule.descr().getAttributes().values().forEach(attribute ->
                report.add(attribute, "rule \"" + rule.sentence() + "\" has attribute " + attribute.getName(),
                        "Maybe a condition is missing: the order of rules must not matter"));
        for (BaseDescr other : rule.others()) {
            report.add(other, "rule \"" + rule.sentence() + "\" uses " + kind(other),
                    "Maybe join facts by ==, or write one rule for each case");
        }
    }

    private static String kind(BaseDescr descr) {
        return descr.getClass().getSimpleName().replace("Descr", "").toLowerCase(Locale.ROOT);
    }
}
