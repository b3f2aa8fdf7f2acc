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
    private volatile List<RuleProblem> problems = List.of();

    Doubts(RulesMetrics metrics, Logger log) {
        this.metrics = metrics;
        this.log = log;
    }

    /** @param what is warned of, before each of them */
    void are(List<RuleProblem> now, String what) {
        problems = List.copyOf(now);
        metrics.problems(now.size());
        now.forEach(problem -> log.atWarn().addKeyValue("problem", problem.toString()).log(what));
    }

    void none() {
        are(List.of(), "");
    }

    /** Each {@code file:line:column: what} and a line of advice. */
    List<String> words() {
        return problems.stream().map(RuleProblem::toString).toList();
    }
}
