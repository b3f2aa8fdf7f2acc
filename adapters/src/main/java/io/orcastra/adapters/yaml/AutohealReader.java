package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.Autoheal;
import io.orcastra.facts.policy.UnhealedContainer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads what becomes of unhealthy containers that Swarm does not own. */
final class AutohealReader {
    private static final int LONGEST_LIST = 2000;

    private final EnvironmentReader environment;

    AutohealReader(EnvironmentReader environment) {
        this.environment = environment;
    }

    Set<Object> facts() {
        Set<Object> facts = new LinkedHashSet<>();
        facts.add(new Autoheal(environment.seconds(Variable.AUTOHEAL_GRACE_PERIOD),
                environment.flag(Variable.AUTOHEAL_ONLY_LABELLED),
                (int) environment.number(Variable.AUTOHEAL_ATTEMPTS, "a whole number")));
        String excluded = environment.text(Variable.AUTOHEAL_EXCLUDE).orElse("");
        if (excluded.length() > LONGEST_LIST) {
            environment.malformed(Variable.AUTOHEAL_EXCLUDE, "at most " + LONGEST_LIST + " characters",
                    "Maybe write patterns such as build-* instead of names.");
        } else {
            Arrays.stream(excluded.split(",")).map(String::strip).filter(pattern -> !pattern.isEmpty())
                    .map(Wildcards::regex).map(UnhealedContainer::new).forEach(facts::add);
        }
        return facts;
    }
}
