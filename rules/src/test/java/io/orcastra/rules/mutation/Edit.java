package io.orcastra.rules.mutation;

import java.util.Comparator;

/**
 * One change of a text.
 *
 * @param start  of what is replaced, in characters
 * @param end    behind it
 * @param change what a reader is told, such as {@code drop replicas > 0}
 */
record Edit(int start, int end, String replacement, String change) {
    static final Comparator<Edit> BY_PLACE = Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end)
            .thenComparing(Edit::change);

    /** The text with the change, seen from where a part of it begins. */
    String in(String part, int offset) {
        return part.substring(0, start - offset) + replacement + part.substring(end - offset);
    }
}
