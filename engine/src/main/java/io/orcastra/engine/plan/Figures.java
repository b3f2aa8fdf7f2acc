package io.orcastra.engine.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Figures and enumerations as reasons show them. */
final class Figures {
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    private Figures() {
    }

    static String percent(double value) {
        return decimal(value, 0) + " %";
    }

    /** With a decimal where the limit would look the same without. */
    static String percentBeyond(double value, double limit) {
        boolean looksTheSame = Math.round(value) == Math.round(limit);
        return decimal(value, looksTheSame ? 1 : 0) + " %";
    }

    static String points(double value) {
        String figure = decimal(value, 1);
        return figure + (figure.equals("1") ? " point" : " points");
    }

    static String bytes(long value) {
        return Math.abs(value) >= GIB ? decimal((double) value / GIB, 1) + " GiB" : decimal((double) value / MIB, 0) + " MiB";
    }

    /** "a", "a and b", "a, b and c". */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private static String decimal(double value, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
