package io.orcastra.adapters.reload;

import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import java.util.List;

/** What makes files of rules a rule base. */
public interface Compiling {

    /** What all rules keep to and these do not; nothing is said of those built in. */
    List<RuleProblem> lint(RuleSet rules);

    /**
     * Whatever lint says of them.
     *
     * @throws InvalidRules when they do not compile, or call what rules may not
     */
    RuleBook compiled(RuleSet rules);

    /**
     * Of rules that nobody has found good before.
     *
     * @throws InvalidRules when lint says something, they do not compile, or call what rules may not
     */
    default RuleBook lintedAndCompiled(RuleSet rules) {
        List<RuleProblem> problems = lint(rules);
        if (!problems.isEmpty()) {
            throw new InvalidRules(problems);
        }
        return compiled(rules);
    }
}
