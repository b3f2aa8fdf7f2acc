package io.orcastra.adapters.reload;

import java.util.List;
import java.util.Set;

/**
 * What came of a trial.
 *
 * @param wanted   actions, each with its rule
 * @param isolated rules that threw or did not come to rest
 */
record TrialReport(Set<String> wanted, List<Isolated> isolated) {
    TrialReport {
        wanted = Set.copyOf(wanted);
        isolated = List.copyOf(isolated);
    }

    record Isolated(String rule, String reason) {
    }
}
