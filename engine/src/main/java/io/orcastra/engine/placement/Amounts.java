package io.orcastra.engine.placement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.LongFunction;

/** Amounts of resources in words. */
final class Amounts {
    private static final long MIB = 1024L * 1024;

    private Amounts() {
    }

    /** What is not asked for may be lacking by any amount. */
    static boolean suffices(long needed, long free) {
        return needed <= 0 || needed <= free;
    }

    /** "needs 512 MiB of memory, 200 MiB are free (312 MiB short)", or empty when there is enough. */
    static Optional<String> lack(String what, long needed, long free, LongFunction<String> unit) {
        if (suffices(needed, free)) {
            return Optional.empty();
        }
        long left = Math.max(0, free);
        return Optional.of("needs " + unit.apply(needed) + " of " + what + ", " + unit.apply(left) + " free ("
                + unit.apply(needed - left) + " short)");
    }

    /** The same as a figure. */
    static Optional<Shortage> shortage(String what, long needed, long free, Shortage.Unit unit) {
        return suffices(needed, free) ? Optional.empty() : Optional.of(new Shortage(what, (double) needed - free, unit));
    }

    static String cpus(long nanoCpus) {
        return BigDecimal.valueOf(nanoCpus, 9).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    static String bytes(long bytes) {
        return bytes % MIB == 0 || bytes > 100 * MIB ? bytes / MIB + " MiB" : bytes + " bytes";
    }
}
