package io.orcastra.adapters.scenario.script;

import java.util.Set;

/**
 * What a scenario may name of the rules it is played against.
 *
 * @param ids      of rules and of the planner's
 * @param policies names of files of rules that are not built in, without their ending
 */
public record KnownRules(Set<String> ids, Set<String> policies) {
    public KnownRules {
        ids = Set.copyOf(ids);
        policies = Set.copyOf(policies);
    }
}
