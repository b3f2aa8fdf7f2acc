package io.orcastra.adapters.yaml;

/** Looks that pass over what failed, ever more of them after each failure: what is broken for long is not told twice a second. */
final class PassedOver {
    /** A minute of two looks a second. */
    private static final int MOST = 120;

    private int left;
    private int next;

    /** Before what may fail. */
    void more() {
        left = next;
        next = Math.min(MOST, Math.max(1, 2 * next));
    }

    /** After what went well. */
    void none() {
        left = 0;
        next = 0;
    }

    /** Whether the present look is one of them. Asked once in each. */
    boolean isThis() {
        boolean passed = left > 0;
        left -= passed ? 1 : 0;
        return passed;
    }
}
