package io.orcastra.engine.placement;

/**
 * By how much something is not enough.
 *
 * @param what   such as {@code memory}
 * @param amount above zero
 * @param unit   of the amount
 */
public record Shortage(String what, double amount, Unit unit) {

    /** Units of amounts. */
    public enum Unit { BYTES, NANO_CPUS, PERCENT, COUNT }
}
