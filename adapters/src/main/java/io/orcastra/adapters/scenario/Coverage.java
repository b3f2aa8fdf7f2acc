package io.orcastra.adapters.scenario;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which rules concluded something in at least one scenario.
 *
 * @param counted which rules it is about
 * @param fired   in the order of files and lines
 * @param unfired the others
 */
public record Coverage(Counted counted, List<RuleDescription> fired, List<RuleDescription> unfired) {

    /** @param rules all that scenarios were played against */
    public static Coverage of(Collection<RuleBook> rules, List<ScenarioResult> results, Counted counted) {
        List<RuleDescription> all = rules.stream().flatMap(book -> book.rules().stream()).distinct().filter(counted::holds).toList();
        Set<String> ids = new HashSet<>();
        results.forEach(result -> result.performance().ifPresent(performance -> ids.addAll(performance.fired())));
        return new Coverage(counted, all.stream().filter(rule -> ids.contains(rule.id())).toList(),
                all.stream().filter(rule -> !ids.contains(rule.id())).toList());
    }

    /** From 0 to 100; 100 when there are no rules. */
    public double percent() {
        int all = fired.size() + unfired.size();
        return all == 0 ? 100 : 100.0 * fired.size() / all;
    }

    /** Rules that never fired, by file. */
    public Map<String, List<RuleDescription>> unfiredByFile() {
        Map<String, List<RuleDescription>> byFile = new TreeMap<>(Comparator.naturalOrder());
        unfired.forEach(rule -> byFile.merge(rule.file(), List.of(rule),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        return byFile;
    }
}
