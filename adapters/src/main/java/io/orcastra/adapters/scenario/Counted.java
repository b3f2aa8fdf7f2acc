package io.orcastra.adapters.scenario;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rules coverage is told of.
 *
 * @param files whose rules count; of all files when empty
 */
public record Counted(Set<String> files) {
    public static final Counted ALL = new Counted(Set.of());

    public Counted {
        files = Set.copyOf(files);
    }

    /** The files that are not as in the pack built in; all where there are none. */
    public static Counted own(Collection<RuleBook> rules) {
        Set<RuleSource> builtIn = new HashSet<>(RulePack.builtIn());
        return new Counted(rules.stream().flatMap(book -> book.sources().stream()).filter(source -> !builtIn.contains(source))
                .map(RuleSource::name).collect(Collectors.toSet()));
    }

    boolean holds(RuleDescription rule) {
        return files.isEmpty() || files.contains(rule.file());
    }

    /** As in a sentence. */
    String words() {
        return files.isEmpty() ? "the rules" : "your own rules";
    }
}
