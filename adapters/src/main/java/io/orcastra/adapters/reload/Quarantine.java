package io.orcastra.adapters.reload;

import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFile;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.reading.Absentees;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Rules that threw or looped: they stay out for as long as their file is what it was. Thread-safe. */
public final class Quarantine {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** @param rule id of a rule of the book, which was made of these files; another is not noted */
    public void put(String rule, String reason, RuleBook book, RuleSet files) {
        book.known().stream().filter(one -> one.id().equals(rule)).findFirst().map(RuleDescription::file)
                .flatMap(files::file).ifPresent(file -> entries.putIfAbsent(rule, new Entry(file, reason)));
    }

    /** Ids of those that stay out of these files; those whose file has changed are let go. */
    public Set<String> staying(RuleSet files) {
        entries.values().removeIf(entry -> files.file(entry.file.name()).stream()
                .noneMatch(now -> now.source().equals(entry.file.source())));
        return Set.copyOf(entries.keySet());
    }

    /** Those of {@link #staying} that might have forbidden something. */
    public Set<LeftOutRule> missing(RuleSet files) {
        Set<String> staying = staying(files);
        if (staying.isEmpty()) {
            return Set.of();
        }
        Absentees absentees = new Absentees(files.sources());
        return files.descriptions().stream().filter(rule -> staying.contains(rule.id()))
                .map(rule -> absentees.leftOut(rule, entries.get(rule.id()).reason))
                .filter(LeftOutRule::holds).collect(Collectors.toSet());
    }

    private record Entry(RuleFile file, String reason) {
    }
}
