package io.orcastra.rules.lint;

import java.util.Locale;
import java.util.Optional;
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
        rule.descr().getAnnotations().stream()
                .filter(annotation -> !annotation.getName().equals("id") || annotation.getValueMap().size() != 1)
                .forEach(annotation -> report.add(annotation, "rule \"" + rule.sentence() + "\" has annotation " + annotation.getName(),
                        "Maybe @id( \"...\" ) alone: what a rule is for stands in its name and in comments"));
        for (BaseDescr other : rule.others()) {
            report.add(placed(other), "rule \"" + rule.sentence() + "\" uses " + kind(other),
                    "Maybe join facts by ==, or write one rule for each case");
        }
    }

    /** What is made of an element by the parser has no place of its own. */
    private static BaseDescr placed(BaseDescr other) {
        return other.getLine() < 1 && other instanceof PatternDescr pattern && pattern.getSource() != null ? pattern.getSource() : other;
    }

    private static String kind(BaseDescr descr) {
        if (descr instanceof PatternDescr pattern) {
            return Shape.oddity(pattern).or(() -> Optional.ofNullable(pattern.getSource()).map(ConstructCheck::kind))
                    .orElse("an annotation");
        }
        return Shape.isGroupAnnotated(descr) ? "an annotation"
                : descr.getClass().getSimpleName().replace("Descr", "").toLowerCase(Locale.ROOT);
    }
}
