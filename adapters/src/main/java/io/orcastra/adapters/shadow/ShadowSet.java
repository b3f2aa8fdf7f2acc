package io.orcastra.adapters.shadow;

import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleFile.Origin;
import io.orcastra.rules.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A candidate as it was read at one moment.
 *
 * @param off     ids of rules that are switched off
 * @param files   of the configuration; empty when that in force counts
 * @param inForce whether it is what is in force
 * @param hash    equal hashes, equal candidates
 */
public record ShadowSet(RuleSet rules, Set<String> off, List<Path> files, boolean inForce, String hash) {
    public ShadowSet {
        off = Set.copyOf(off);
        files = List.copyOf(files);
    }

    /** Names of the operator's files of rules. */
    List<String> own() {
        return rules.files().stream().filter(file -> file.origin() != Origin.BUILT_IN).map(RuleFile::name).toList();
    }
}
