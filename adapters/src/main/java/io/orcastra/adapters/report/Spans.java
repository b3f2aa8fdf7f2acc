package io.orcastra.adapters.report;

import java.time.Duration;
import java.time.Instant;

/** Lengths of time as people say them, to the second. */
public final class Spans {

    private Spans() {
    }

    /** Such as {@code 4 min 10 s}, {@code 2 h}, {@code 3 d 1 h}: the two largest units, nothing that is zero. */
    public static String of(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, " min", seconds % 60, " s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, " h", seconds % 3600 / 60, " min");
        }
        return two(seconds / 86_400, " d", seconds % 86_400 / 3600, " h");
    }

    /** When something ends: {@code in 4 min 10 s}, or {@code any moment now}. */
    public static String until(Instant end, Instant now) {
        Duration rest = Duration.between(now, end);
        return rest.toSeconds() < 1 ? "any moment now" : "in " + of(rest);
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
