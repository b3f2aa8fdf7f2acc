package io.orcastra.rules.lint;

import io.orcastra.rules.RuleFamily;
import java.util.Set;

/**
 * Conditions never read proposals, proposals never read vetoes; only vetoes read both, and timers, which wait with what is
 * vetoed: what they wish is answered only after everything is concluded.
 */
final class StrataCheck implements Check {
    private static final Set<RuleFamily> READ_BOTH = Set.of(RuleFamily.VETO, RuleFamily.TIMER);
    private static final Set<String> ABOVE_VETOES = Set.of("TargetVeto", "Finding", "Timer", "HeldTimer");
    private static final Set<String> ABOVE = Set.of("Proposal", "Veto", "TargetVeto", "Finding", "Timer", "HeldTimer");

    @Override
    public void inspect(LintedRule rule, Report report) {
        for (LintedPattern pattern : rule.patterns()) {
            boolean above = !rule.conclusion().isEmpty() && (READ_BOTH.contains(rule.family())
                    ? ABOVE_VETOES.contains(pattern.type()) : ABOVE.contains(pattern.type()));
            if (above) {
                report.add(pattern.descr(), "rule \"" + rule.sentence() + "\" reads " + pattern.type()
                                + ", which is concluded after it",
                        "Maybe read the condition it was concluded from");
            }
        }
    }
}
