package io.orcastra.adapters.scenario;

import io.orcastra.rules.RuleBook;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Which rules a scenario is played against. */
@FunctionalInterface
public interface RulesOfScenario {

    /**
     * @param scenario its file
     * @param named    folder of rules it names
     * @param policies it is about; empty when it is about all
     * @throws io.orcastra.rules.InvalidRules when they cannot be put in force
     */
    RuleBook of(Path scenario, Optional<Path> named, Optional<Set<String>> policies);
}
