package io.orcastra.adapters.reload;

import java.util.List;
import java.util.Set;

/**
 * What came of a trial.
 *
 * @param wanted   actions, each with its rule
 * @param isolated rules that threw or did not come to rest
 * @param failures of scenarios, each with its place
 */
record TrialReport(Set<String> wanted, List<Isolated> isolated, List<String> failures) {
    TrialReport {
        wanted = Set.copyOf(wanted);
        isolated = List.copyOf(isolated);
        failures = List.copyOf(failures);
    }

    record Isolated(String rule, String reason) {
    }
}
