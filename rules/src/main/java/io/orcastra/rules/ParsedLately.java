package io.orcastra.rules;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was parsed lately and could be read: the same files are linted, compiled and explained one after the other, and parsing is
 * most of the work. When memory is short all of it is let go of. Used by any thread.
 */
final class ParsedLately {
    /** The pack, and as many of an operator's own. */
    static final int MOST = 64;

    private SoftReference<Map<RuleSource, ParsedRules>> kept = new SoftReference<>(null);

    synchronized Optional<ParsedRules> get(RuleSource source) {
        return Optional.ofNullable(kept().get(source));
    }

    /** What could not be read is left out: whether it can be may hang on the thread that tries. */
    synchronized ParsedRules keep(ParsedRules parsed) {
        if (parsed.problems().isEmpty()) {
            kept().put(parsed.source(), parsed);
        }
        return parsed;
    }

    private Map<RuleSource, ParsedRules> kept() {
        Map<RuleSource, ParsedRules> now = kept.get();
        if (now == null) {
            now = new Latest();
            kept = new SoftReference<>(now);
        }
        return now;
    }

    /** In the order in which they were asked for. */
    private static final class Latest extends LinkedHashMap<RuleSource, ParsedRules> {
        private static final long serialVersionUID = 1;

        Latest() {
            super(2 * MOST, 0.75F, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<RuleSource, ParsedRules> eldest) {
            return size() > MOST;
        }
    }
}
