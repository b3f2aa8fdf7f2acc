package io.orcastra.adapters.shadow;

import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.RuleSet;
import java.nio.file.Path;
import java.util.List;

/**
 * A candidate as it was read at one moment.
 *
 * @param settings what its configuration says of rules; that in force where it has none
 * @param files    of the configuration; empty when that in force counts
 * @param inForce  whether it is what is in force
 * @param hash     equal hashes, equal candidates
 */
public record ShadowSet(RuleSet rules, RuleSettings settings, List<Path> files, boolean inForce, String hash) {
    public ShadowSet {
        files = List.copyOf(files);
    }

    /** Names of the operator's files of rules. */
    List<String> own() {
        return rules.files().stream().filter(file -> file.origin() != Origin.BUILT_IN).map(RuleFile::name).toList();
    }
}
