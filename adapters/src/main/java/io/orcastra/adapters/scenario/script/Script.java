package io.orcastra.adapters.scenario.script;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.simulation.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scenario as its file says it.
 *
 * @param rules        folder of rules named by the file; empty when it names none
 * @param policies     files of rules beside the built-in ones that take part, without their ending; empty when all do
 * @param off          ids of rules the configuration switches off
 * @param configured   facts of the configuration
 * @param step         distance of two values of a series; what is expected at a time counts actions of one step
 * @param length       in virtual time
 * @param seed         decides what is a matter of chance
 * @param golden       whether a report of the whole course is kept beside the file
 */
public record Script(
        Path file,
        String title,
        Optional<Path> rules,
        Optional<Set<String>> policies,
        Set<String> off,
        Scenario scenario,
        Set<Object> configured,
        EngineSettings settings,
        Duration step,
        Duration length,
        long seed,
        boolean golden,
        List<Expectation> expectations) {

    public Script {
        off = Set.copyOf(off);
        policies = policies.map(Set::copyOf);
        configured = Set.copyOf(configured);
        expectations = List.copyOf(expectations);
    }
}
