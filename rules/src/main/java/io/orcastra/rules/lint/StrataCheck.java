package io.orcastra.rules.lint;

import io.orcastra.rules.RuleFamily;
import java.util.Set;

/**
 * Conditions never read proposals, proposals never read vetoes; only vetoes read both, and timers, which wait with what is
 * vetoed: what they wish is answered only after everything is concluded. Findings, which no rule reads, may say of a
 * proposal that it comes to nothing.
 */
final class StrataCheck implements Check {
    private static final Set<RuleFamily> READ_BOTH = Set.of(RuleFamily.VETO, RuleFamily.TIMER);
    private static final Set<String> ABOVE_VETOES = Set.of("TargetVeto", "Finding", "Timer", "HeldTimer");
    private static final Set<String> ABOVE_FINDINGS = Set.of("Veto", "TargetVeto", "Finding", "Timer", "HeldTimer");
    private static final Set<String> ABOVE = Set.of("Proposal", "Veto", "TargetVeto", "Finding", "Timer", "HeldTimer");

    @Override
    public void inspect(LintedRule rule, Report report) {
        for (LintedPattern pattern : rule.patterns()) {
            if (!rule.conclusion().isEmpty() && above(rule.family()).contains(pattern.type())) {
                report.add(pattern.descr(), "rule \"" + rule.sentence() + "\" reads " + pattern.type()
                                + ", which is concluded after it",
                        "Maybe read the condition it was concluded from");
            }
        }
    }

    private static Set<String> above(RuleFamily family) {
        if (READ_BOTH.contains(family)) {
            return ABOVE_VETOES;
        }
        return family == RuleFamily.FINDING ? ABOVE_FINDINGS : ABOVE;
    }
}
