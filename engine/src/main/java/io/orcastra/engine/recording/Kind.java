package io.orcastra.engine.recording;

import java.time.Duration;
import java.time.Instant;

/** How a component of a record is written. The order is part of the format. */
enum Kind {
    NUMBER, DECIMAL, FLAG, TEXT, CONSTANT, MOMENT, SPAN,
    /** Anything, told apart by a tag before it: records, collections, values behind an interface. */
    ANY;

    static Kind of(Class<?> type) {
        if (type == int.class || type == long.class) {
            return NUMBER;
        }
        if (type == double.class) {
            return DECIMAL;
        }
        if (type == boolean.class) {
            return FLAG;
        }
        if (type == String.class) {
            return TEXT;
        }
        if (type.isEnum()) {
            return CONSTANT;
        }
        return type == Instant.class ? MOMENT : type == Duration.class ? SPAN : ANY;
    }
}
