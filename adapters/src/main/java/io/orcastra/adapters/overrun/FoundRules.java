package io.orcastra.adapters.overrun;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** In the conditions of which rules a thread was found. */
public final class FoundRules {
    /** Of so many looks into the thread so many must show the same. */
    private static final double MOST = 0.8;

    private FoundRules() {
    }

    /**
     * Those that share the condition in which it was nearly always found, by id; none when there is no such.
     *
     * @param stacks of the thread while it was computing
     */
    public static List<RuleDescription> in(RuleBook book, Collection<StackTraceElement[]> stacks) {
        return book.evaluated(stacks).entrySet().stream().filter(found -> found.getValue() >= MOST * stacks.size())
                .map(Map.Entry::getKey).findFirst().stream().flatMap(Collection::stream)
                .sorted(Comparator.comparing(RuleDescription::id)).toList();
    }
}
