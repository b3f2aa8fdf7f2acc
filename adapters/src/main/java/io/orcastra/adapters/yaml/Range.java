package io.orcastra.adapters.yaml;

/** Whole numbers from {@code min} to {@code max}, both allowed. */
record Range(int min, int max) {
    boolean contains(long number) {
        return min <= number && number <= max;
    }

    long nearest(long number) {
        return Math.max(min, Math.min(max, number));
    }

    @Override
    public String toString() {
        return min + " to " + max;
    }
}
