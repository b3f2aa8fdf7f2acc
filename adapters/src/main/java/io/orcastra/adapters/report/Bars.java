package io.orcastra.adapters.report;

/** Shares as bars of block characters, an eighth of a character exact. */
public final class Bars {

    private static final String EIGHTHS = "▏▎▍▌▋▊▉";
    private static final String FULL = "█";
    private static final String EMPTY = "░";

    private Bars() {
    }

    /**
     * @param share of the whole, from 0 to 1; what is outside counts as the nearer end
     * @param width in characters
     */
    public static String of(double share, int width) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, share)) * width * 8);
        int rest = eighths % 8;
        String bar = FULL.repeat(eighths / 8) + (rest == 0 ? "" : EIGHTHS.substring(rest - 1, rest));
        return bar + EMPTY.repeat(width - bar.length());
    }
}
