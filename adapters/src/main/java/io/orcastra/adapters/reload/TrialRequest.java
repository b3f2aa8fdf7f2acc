package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleSource;
import java.util.List;
import java.util.Set;

/**
 * What the process of a trial is told.
 *
 * @param cache     folder of the compiled rules
 * @param snapshot  document of the present facts
 * @param scenarios their files
 */
record TrialRequest(String cache, List<RuleSource> rules, Set<String> off, String snapshot, List<String> scenarios) {
}
