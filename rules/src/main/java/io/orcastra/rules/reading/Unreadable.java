package io.orcastra.rules.reading;

/** A rule says something that this package does not understand; Drools may. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }
}
