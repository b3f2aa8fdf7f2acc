package io.orcastra.engine.replay;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.Background;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration to be tried.
 *
 * @param policy  facts of the configuration instead of the recorded ones; empty to keep those
 * @param budgets instead of the recorded ones
 */
public record Candidate(Optional<Set<Object>> policy, Optional<Budgets> budgets) {
    /** Other rules only. */
    public static final Candidate AS_RECORDED = new Candidate(Optional.empty(), Optional.empty());
    private static final String POLICY = "io.orcastra.facts.policy";

    Set<Object> facts(Set<Object> recorded) {
        if (policy.isEmpty()) {
            return recorded;
        }
        Set<Object> facts = new HashSet<>(recorded);
        facts.removeIf(fact -> fact.getClass().getPackageName().equals(POLICY));
        facts.addAll(policy.get());
        return facts;
    }

    Background background(Background recorded) {
        return new Background(recorded.firm(), recorded.timers(), recorded.waiting(), recorded.underWay(), recorded.towards(),
                recorded.history(), recorded.moveSeconds(), budgets.orElse(recorded.budgets()));
    }
}
