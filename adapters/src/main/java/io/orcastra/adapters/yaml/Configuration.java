package io.orcastra.adapters.yaml;

import io.orcastra.adapters.docker.observe.SpecSetting;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.FencingMode;
import io.orcastra.facts.policy.ServiceFencing;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A configuration that can be put in force.
 *
 * @param policies facts of {@code io.orcastra.facts.policy}, complete: what is absent is not wished for
 * @param memory   where memory is measured
 * @param rules    which rules are heard; to be judged once the rules are known
 * @param warnings what an operator should mend although it does not stand in the way
 * @param files    the policy files it came from; empty means observe only
 * @param hash     hexadecimal SHA-256 of all that was read: equal hashes, equal configuration
 * @param wished   what is to stand in services of our own, which the policies only tell digests of: values may be secrets
 */
public record Configuration(
        Set<Object> policies, Settings settings, MemorySources memory, RuleSettings rules, List<Problem> warnings,
        List<Path> files, String hash, List<SpecSetting> wished) {
    public Configuration {
        policies = Collections.unmodifiableSet(new LinkedHashSet<>(policies));
        warnings = List.copyOf(warnings);
        files = List.copyOf(files);
        wished = List.copyOf(wished);
    }

    /** No policy file was found: the daemon looks and reports, and writes nothing. */
    public boolean observesOnly() {
        return files.isEmpty();
    }

    /** Whether any single writer is to be fenced. */
    public boolean fences() {
        return policies.stream().anyMatch(policy -> policy instanceof Fencing all && all.mode() != FencingMode.OFF
                || policy instanceof ServiceFencing one && one.mode() != FencingMode.OFF);
    }

    /** Names of all anchors, which orders may name. */
    public Set<String> anchors() {
        return policies.stream().filter(Anchor.class::isInstance).map(policy -> ((Anchor) policy).name())
                .collect(Collectors.toUnmodifiableSet());
    }
}
