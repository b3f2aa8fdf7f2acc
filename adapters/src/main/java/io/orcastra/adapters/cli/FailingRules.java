package io.orcastra.adapters.cli;

import io.orcastra.adapters.report.Redaction;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleProblem;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules that were taken out because they threw or looped while a command decided; what it shows goes without them. */
final class FailingRules implements EngineListener {
    private final RuleBook rules;
    private final Map<String, RuleProblem> failed = new LinkedHashMap<>();

    /** @param rules that are decided by */
    FailingRules(RuleBook rules) {
        this.rules = rules;
    }

    @Override
    public synchronized void ruleIsolated(String rule, String reason) {
        failed.putIfAbsent(rule, rules.failure(rule, Redaction.of(reason)));
    }

    /** What a report should say of them, one sentence each. */
    synchronized List<String> notes() {
        return failed.values().stream().map(problem ->
                "A rule failed and was taken out, so this goes without it: " + problem.place() + ": " + problem.message() + ".").toList();
    }

    /**
     * Names each on standard error.
     *
     * @param otherwise exit code when there is none
     */
    synchronized int toldOn(PrintWriter err, int otherwise) {
        if (failed.isEmpty()) {
            return otherwise;
        }
        err.println("Rules failed and were taken out; what is shown goes without them:");
        RuleProblem.shown(List.copyOf(failed.values()), rules.sources()).forEach(err::println);
        err.flush();
        return ExitCode.FAILURE;
    }
}
