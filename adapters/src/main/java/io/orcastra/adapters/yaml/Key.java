package io.orcastra.adapters.yaml;

import java.util.Optional;

/**
 * A key a configuration file may have. The reader accepts exactly these, and the reference in {@code docs} is written
 * from them.
 *
 * @param path     from the root of the file, {@code <such>} for a name the operator chooses, {@code []} for each entry
 *                 of a list
 * @param form     what may be written there
 * @param defaultValue what holds without it; empty when nothing does
 * @param range    of each number
 */
record Key(String path, String form, String defaultValue, String meaning, Optional<Range> range) {
    static Key of(String path, String form, String defaultValue, String meaning) {
        return new Key(path, form, defaultValue, meaning, Optional.empty());
    }

    static Key number(String path, Range range, String defaultValue, String meaning) {
        return new Key(path, "whole number, " + range, defaultValue, meaning, Optional.of(range));
    }

    static Key decimal(String path, Range range, String defaultValue, String meaning) {
        return new Key(path, "number, " + range, defaultValue, meaning, Optional.of(range));
    }

    static Key numbers(String path, Range range, String defaultValue, String meaning) {
        return new Key(path, "list of whole numbers, " + range, defaultValue, meaning, Optional.of(range));
    }

    String parent() {
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Whether the operator chooses the name, so that any is good. */
    boolean isOpen() {
        return name().startsWith("<");
    }
}
