package io.orcastra.adapters.yaml;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The spellings of yes and no that YAML and the original's users know. */
final class Flag {
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "0");

    private Flag() {
    }

    /** Empty when it is neither. */
    static Optional<Boolean> parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Optional.of(true) : NO.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
