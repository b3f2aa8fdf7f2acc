package io.orcastra.engine.simulation;

/** An invariant of the engine that did not hold: found, not thrown by a check of a test library, so that it can be shrunk. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    Violation(String invariant, String words) {
        super(invariant + ": " + words);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
