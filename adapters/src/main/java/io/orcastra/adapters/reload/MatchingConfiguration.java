package io.orcastra.adapters.reload;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.rules.RuleDescription;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which configuration edited rules come into force with: the one in force, or the one on disk where neither can do without
 * the other. A rule that is to be reported only must not act while its limit waits for it.
 */
final class MatchingConfiguration {
    private final Configurations configurations;

    MatchingConfiguration(Configurations configurations) {
        this.configurations = configurations;
    }

    /**
     * The one on disk, if it and the candidate name each other.
     *
     * @param former all rules there are
     * @param next   all there would be
     * @throws Refusal when it names some of the candidate's rules, and others that would still be missing
     */
    Optional<Configuration> of(List<RuleDescription> former, List<RuleDescription> next) throws Refusal {
        Optional<Configuration> edited = edited();
        if (edited.isEmpty()) {
            return edited;
        }
        List<String> missing = unknown(edited.get().rules(), next);
        if (!missing.isEmpty() && namesAny(edited.get().rules(), brought(former, next))) {
            throw new Refusal("the configuration on disk names them, and it names rules that would still be missing", missing);
        }
        return edited.filter(one -> missing.isEmpty() && (limits(one, former)
                || !unknown(configurations.inForce().rules(), next).isEmpty()));
    }

    /** Whether it names rules that are not there yet, which so must not be there before it. */
    boolean limits(Configuration next, List<RuleDescription> former) {
        return !unknown(next.rules(), former).isEmpty();
    }

    /** Hash of the one on disk while it waits for rules that are not there; empty when it does not. */
    String waiting(Supplier<List<RuleDescription>> former) {
        return edited().filter(one -> limits(one, former.get())).map(Configuration::hash).orElse("");
    }

    Configuration inForce() {
        return configurations.inForce();
    }

    void take(Configuration together) {
        configurations.take(together);
    }

    /** Each with its place and advice. */
    static List<String> unknown(RuleSettings settings, List<RuleDescription> rules) {
        return settings.problems(rules).stream().filter(Problem::isError)
                .map(problem -> problem.place() + ": " + problem.message() + "\n  " + problem.advice()).toList();
    }

    private Optional<Configuration> edited() {
        return configurations.onDisk().filter(one -> !one.hash().equals(configurations.inForce().hash()));
    }

    private static Set<String> brought(List<RuleDescription> former, List<RuleDescription> next) {
        Set<String> brought = next.stream().map(RuleDescription::id).collect(Collectors.toCollection(HashSet::new));
        former.forEach(rule -> brought.remove(rule.id()));
        return brought;
    }

    private static boolean namesAny(RuleSettings settings, Set<String> ids) {
        return settings.mentions().stream().anyMatch(mention -> ids.stream().anyMatch(mention::means));
    }
}
