package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleProblem;
import java.util.List;
import org.slf4j.Logger;

/**
 * What is doubtful in rules that decide all the same: they decided before lint became stricter, or what is wrong with them is
 * told only by all rules and the configuration together, of which the next edit may bring the missing part. Thread-safe.
 */
final class Doubts {
    private final RulesMetrics metrics;
    private final Logger log;
    private List<RuleProblem> problems = List.of();
    private String rules;

    /** @param rules hash of those that decide */
    Doubts(RulesMetrics metrics, Logger log, String rules) {
        this.metrics = metrics;
        this.log = log;
        this.rules = rules;
    }

    /**
     * All there are now; those that were not known yet are logged.
     *
     * @param what is warned of, before each of them
     */
    synchronized void are(List<RuleProblem> now, String what) {
        now.stream().filter(problem -> !problems.contains(problem))
                .forEach(problem -> log.atWarn().addKeyValue("problem", problem.toString()).log(what));
        problems = List.copyOf(now);
        metrics.problems(now.size());
    }

    /** What was doubtful in others than these, which decide now, is so no more. */
    synchronized void decides(String hash) {
        if (!hash.equals(rules)) {
            rules = hash;
            are(List.of(), "");
        }
    }

    /** Each {@code file:line:column: what} and a line of advice. */
    synchronized List<String> words() {
        return problems.stream().map(RuleProblem::toString).toList();
    }
}
