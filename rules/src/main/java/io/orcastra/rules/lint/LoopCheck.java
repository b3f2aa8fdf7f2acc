package io.orcastra.rules.lint;

import io.orcastra.rules.RuleProblem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * No conclusion is a reason for itself, but for one that only passes on what is there, as in "who follows a follower":
 * of those there are only so many. One that computes something new each time never ends, and one behind {@code not}
 * takes away its own reason, comes back without it, and so on.
 *
 * <p>With the fact that a timer has elapsed between them, the same goes on for as long as the process lives; there a conclusion
 * may well end its own reason, as what was waited for is no longer waited for, but not grow either.
 */
final class LoopCheck implements SetCheck {

    @Override
    public void inspect(List<LintedRule> rules, List<RuleProblem> problems) {
        Loops atOnce = new Loops(rules, rule -> Set.of(Lead.concludedBy(rule)));
        Loops inTime = new Loops(rules, Lead::madeBy);
        for (LintedRule rule : rules) {
            Optional<LintedPattern> endless = atOnce.through(rule).stream()
                    .filter(pattern -> pattern.negated() || !PassedOn.unchanged(rule)).findFirst();
            endless.or(() -> growing(rule, inTime.through(rule))).ifPresent(pattern -> report(rule, pattern, problems));
        }
    }

    private static Optional<LintedPattern> growing(LintedRule rule, List<LintedPattern> loop) {
        boolean grows = !PassedOn.withoutGrowing(rule, loop);
        return loop.stream().filter(pattern -> grows || Lead.restarts(rule, pattern)).findFirst();
    }

    private void report(LintedRule rule, LintedPattern pattern, List<RuleProblem> problems) {
        report(rule, problems).add(pattern.descr(), "\"" + rule.sentence() + "\" concludes " + rule.conclusion()
                        + (pattern.negated() ? ", which takes away its own reason: not " : ", which leads to ") + pattern.type()
                        + " again, without end",
                Lead.TIMER.equals(rule.conclusion())
                        ? "Maybe write out a name for the timer that none of its reasons has, and give it as subject what was found"
                        : "Maybe conclude another condition, and let a second rule read it");
    }

    /** Which rules lead to what they ask for. */
    private static final class Loops {
        private final Function<LintedRule, Set<Lead>> made;
        private final Map<Lead, Set<Lead>> next = new HashMap<>();

        Loops(List<LintedRule> rules, Function<LintedRule, Set<Lead>> made) {
            this.made = made;
            rules.forEach(rule -> rule.patterns().forEach(pattern ->
                    next.computeIfAbsent(Lead.readBy(pattern), read -> new HashSet<>()).addAll(made.apply(rule))));
        }

        /** The patterns of this rule that its conclusion leads to. */
        List<LintedPattern> through(LintedRule rule) {
            Set<Lead> reached = new HashSet<>(made.apply(rule));
            Deque<Lead> open = new ArrayDeque<>(reached);
            while (!open.isEmpty()) {
                Lead one = open.pop();
                next.forEach((read, led) -> {
                    if (read.meets(one)) {
                        led.stream().filter(reached::add).forEach(open::push);
                    }
                });
            }
            return rule.patterns().stream().filter(pattern -> reached.stream().anyMatch(Lead.readBy(pattern)::meets)).toList();
        }
    }
}
