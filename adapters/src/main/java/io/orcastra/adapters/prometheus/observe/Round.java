package io.orcastra.adapters.prometheus.observe;

import java.util.List;

/**
 * What the sources said, as of the last finished round.
 *
 * @param measured the sources by rank: where two measure the same, the first fresh one counts
 * @param failures why sources could not be found, as clauses
 */
record Round(List<Measured> measured, List<String> failures) {

    Round {
        measured = List.copyOf(measured);
        failures = List.copyOf(failures);
    }
}
