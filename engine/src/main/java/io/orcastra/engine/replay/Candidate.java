package io.orcastra.engine.replay;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.Background;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The configuration to be tried.
 *
 * @param policy     facts of the configuration instead of the recorded ones; empty to keep those
 * @param budgets    instead of the recorded ones
 * @param parameters values for rules that were not there when it was recorded: each counts where none of its name was recorded
 */
public record Candidate(Optional<Set<Object>> policy, Optional<Budgets> budgets, Set<Object> parameters) {
    /** Other rules only. */
    public static final Candidate AS_RECORDED = new Candidate(Optional.empty(), Optional.empty());
    private static final String POLICY = "io.orcastra.facts.policy";

    public Candidate {
        parameters = parameters.stream().filter(fact -> ParameterName.of(fact).isPresent()).collect(Collectors.toUnmodifiableSet());
    }

    public Candidate(Optional<Set<Object>> policy, Optional<Budgets> budgets) {
        this(policy, budgets, Set.of());
    }

    Set<Object> facts(Set<Object> recorded) {
        if (policy.isEmpty() && parameters.isEmpty()) {
            return recorded;
        }
        Set<Object> facts = new HashSet<>(recorded);
        policy.ifPresent(other -> {
            facts.removeIf(fact -> fact.getClass().getPackageName().equals(POLICY));
            facts.addAll(other);
        });
        Set<ParameterName> given = facts.stream().map(ParameterName::of).flatMap(Optional::stream).collect(Collectors.toSet());
        parameters.stream().filter(fact -> ParameterName.of(fact).filter(given::contains).isEmpty()).forEach(facts::add);
        return facts;
    }

    Background background(Background recorded) {
        return new Background(recorded.firm(), recorded.timers(), recorded.waiting(), recorded.underWay(), recorded.towards(),
                recorded.history(), recorded.moveSeconds(), budgets.orElse(recorded.budgets()));
    }
}
