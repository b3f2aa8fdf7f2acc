package io.orcastra.adapters.scenario;

import io.orcastra.adapters.scenario.script.Performance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of one scenario.
 *
 * @param performance how it went; empty when it could not be read
 * @param failures    each complete as it is shown, its place first; empty when all is well
 * @param took        of real time
 */
public record ScenarioResult(
        Path file, String title, Optional<Performance> performance, List<String> failures, Duration took) {
    public ScenarioResult {
        failures = List.copyOf(failures);
    }

    public boolean succeeded() {
        return failures.isEmpty();
    }

    /** How much virtual time it covered. */
    public Duration length() {
        return performance.map(one -> one.script().length()).orElse(Duration.ZERO);
    }

    /** How many expectations it has. */
    public int checks() {
        return performance.map(one -> one.script().expectations().size()).orElse(0);
    }
}
