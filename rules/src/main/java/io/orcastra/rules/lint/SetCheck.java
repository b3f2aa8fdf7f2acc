package io.orcastra.rules.lint;

import io.orcastra.rules.RuleProblem;
import java.util.List;

/** One thing that rules can be wrong in only together. */
interface SetCheck {
    /** @param rules of all files; {@code problems} is added to */
    void inspect(List<LintedRule> rules, List<RuleProblem> problems);

    /** For problems of this rule. */
    default Report report(LintedRule rule, List<RuleProblem> problems) {
        return new Report(rule.source().source().name(), problems);
    }
}
