package io.orcastra.engine.recording;

/** What follows where anything may. The order is part of the format. */
enum Tag {
    NOTHING, TEXT, INTEGER, NUMBER, DECIMAL, FLAG, MOMENT, SPAN, LIST, SET, MAP, RECORD,
    /** A record that is likely to be written again: it gets a number. */
    KNOWN_FROM_NOW_ON,
    /** The number of such a record. */
    KNOWN
}
