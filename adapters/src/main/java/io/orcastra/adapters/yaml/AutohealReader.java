package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.Autoheal;
import io.orcastra.facts.policy.UnhealedContainer;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads what becomes of unhealthy containers that Swarm does not own. */
final class AutohealReader {
    private final EnvironmentReader environment;

    AutohealReader(EnvironmentReader environment) {
        this.environment = environment;
    }

    Set<Object> facts() {
        Set<Object> facts = new LinkedHashSet<>();
        facts.add(new Autoheal(environment.seconds(Variable.AUTOHEAL_GRACE_PERIOD),
                environment.flag(Variable.AUTOHEAL_ONLY_LABELLED),
                (int) environment.number(Variable.AUTOHEAL_ATTEMPTS, "a whole number")));
        environment.patterns(Variable.AUTOHEAL_EXCLUDE).map(UnhealedContainer::new).forEach(facts::add);
        return facts;
    }
}
