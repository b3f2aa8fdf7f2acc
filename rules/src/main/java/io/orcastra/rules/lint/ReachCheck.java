package io.orcastra.rules.lint;

import io.orcastra.facts.condition.Condition;
import io.orcastra.rules.RuleProblem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a rule asks for is concluded by some rule: facts come from observers and the engine, conditions only from rules. */
final class ReachCheck implements SetCheck {
    private final FactTypes types;

    ReachCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(List<LintedRule> rules, List<RuleProblem> problems) {
        Set<String> concluded = rules.stream().map(LintedRule::conclusion).collect(Collectors.toSet());
        for (LintedRule rule : rules) {
            rule.patterns().stream().filter(pattern -> !pattern.negated() && !concluded.contains(pattern.type()))
                    .filter(pattern -> types.named(pattern.type()).filter(Condition.class::isAssignableFrom).isPresent())
                    .forEach(pattern -> report(rule, problems).add(pattern.descr(), "no rule concludes " + pattern.type()
                                    + ", so \"" + rule.sentence() + "\" never matches",
                            "Maybe the rule that concluded it was in a file that has been replaced"));
        }
    }
}
