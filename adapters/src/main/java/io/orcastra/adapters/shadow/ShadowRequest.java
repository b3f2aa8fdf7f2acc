package io.orcastra.adapters.shadow;

import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.rules.RuleSource;
import java.util.List;
import java.util.Map;

/**
 * What the process of a shadow is told first.
 *
 * @param cache    folder of the compiled rules
 * @param settings what the configuration says of the rules
 * @param files    of the configuration; empty for that of each cycle
 * @param environment wins over these files
 */
record ShadowRequest(String cache, List<RuleSource> rules, RuleSettings settings, List<String> files,
        Map<String, String> environment) {
}
