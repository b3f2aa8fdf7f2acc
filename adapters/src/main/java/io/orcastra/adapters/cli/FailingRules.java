package io.orcastra.adapters.cli;

import io.orcastra.adapters.masking.Redaction;
import io.orcastra.adapters.overrun.Patience;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.reading.Whereabouts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches over the rules by which a command decides. Those that throw or loop were taken out, and what it shows goes without
 * them; those that come to no end end it.
 */
final class FailingRules implements EngineListener {
    private final RuleBook rules;
    private final Surroundings surroundings;
    private final Patience patience;
    private final Map<String, RuleProblem> failed = new LinkedHashMap<>();

    /** @param rules that are decided by */
    FailingRules(RuleBook rules, Surroundings surroundings) {
        this.rules = rules;
        this.surroundings = surroundings;
        patience = surroundings.patience();
    }

    /**
     * Decides. Where that does not come to its end, be it by an exception, the rules that failed before are told all the same.
     *
     * @throws io.orcastra.adapters.overrun.NoEnd when the rules do not
     */
    <T, E extends Exception> T watched(Patience.Work<T, E> work) throws E {
        return watched(new Whereabouts(), work);
    }

    /** The same; {@code walk} tells where the work is when it walks rules by itself. */
    <T, E extends Exception> T watched(Whereabouts walk, Patience.Work<T, E> work) throws E {
        boolean done = false;
        try {
            T decided = patience.over(rules, walk, work);
            done = true;
            return decided;
        } finally {
            if (!done) {
                told(ExitCode.FAILURE);
            }
        }
    }

    @Override
    public void concluding(Set<Object> facts) {
        patience.concluding(facts);
    }

    @Override
    public void concluded() {
        patience.concluded();
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
    synchronized int told(int otherwise) {
        if (failed.isEmpty()) {
            return otherwise;
        }
        surroundings.err().println("Rules failed and were taken out; what is shown goes without them:");
        RuleProblem.shown(List.copyOf(failed.values()), rules.sources()).forEach(surroundings.err()::println);
        surroundings.err().flush();
        return ExitCode.FAILURE;
    }
}
