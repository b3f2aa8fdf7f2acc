package io.orcastra.rules.lint;

import java.util.Optional;
import java.util.Set;

/** What a value is, as far as comparing goes. */
enum Kind {
    NUMBER("a number"), TEXT("text"), FLAG("true or false"), CHOICE("one of several constants");

    private static final Set<Class<?>> NUMBERS = Set.of(int.class, long.class, double.class, float.class, short.class, byte.class);

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Empty when it is something that may be compared with more than its own kind. */
    static Optional<Kind> of(Class<?> type) {
        if (NUMBERS.contains(type) || Number.class.isAssignableFrom(type)) {
            return Optional.of(NUMBER);
        }
        if (type == String.class || type == char.class) {
            return Optional.of(TEXT);
        }
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(FLAG);
        }
        return type.isEnum() ? Optional.of(CHOICE) : Optional.empty();
    }
}
