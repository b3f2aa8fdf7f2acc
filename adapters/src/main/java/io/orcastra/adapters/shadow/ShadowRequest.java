package io.orcastra.adapters.shadow;

import io.orcastra.rules.RuleSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the process of a shadow is told first.
 *
 * @param cache folder of the compiled rules
 * @param off   ids of rules that are switched off
 * @param files of the configuration; empty for that of each cycle
 * @param environment wins over these files
 */
record ShadowRequest(String cache, List<RuleSource> rules, Set<String> off, List<String> files,
        Map<String, String> environment) {
}
