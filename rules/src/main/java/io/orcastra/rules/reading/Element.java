package io.orcastra.rules.reading;

import java.util.List;

/** One part of a rule's condition. */
sealed interface Element {

    /** The line it begins on, from 1. */
    int line();

    /**
     * A fact of a type for which the constraints hold.
     *
     * @param variable what the fact is bound to, null for nothing
     */
    record FactPattern(String variable, Class<?> type, List<Constraint> constraints, int line) implements Element {
    }

    /** There is no match of these. */
    record Absence(List<Element> inner, int line) implements Element {
    }

    /** There is a match of these. */
    record Presence(List<Element> inner, int line) implements Element {
    }

    /** What all matches of these come to. */
    record Summary(List<Element> inner, List<Function> functions, List<Constraint> constraints, int line)
            implements Element {
    }

    /** Such as {@code $count : count( $task )}. */
    record Function(String variable, String name, Operand parameter) {
    }
}
