package io.orcastra.rules.reading;

import java.util.Locale;

/** Numbers as rules write them and reckon with them: whole ones stay whole, as in Java. */
final class Arithmetic {
    private static final int HEXADECIMAL = 16;

    private Arithmetic() {
    }

    /** What is written so: an int, a long or a double. */
    static Number number(String written) {
        String text = written.replace("_", "").toLowerCase(Locale.ROOT);
        boolean marked = text.endsWith("l");
        String digits = marked ? text.substring(0, text.length() - 1) : text;
        if (digits.startsWith("0x")) {
            return marked ? (Number) Long.parseUnsignedLong(digits.substring(2), HEXADECIMAL)
                    : (Number) Integer.parseUnsignedInt(digits.substring(2), HEXADECIMAL);
        }
        if (digits.matches("\\d{1,18}")) {
            long whole = Long.parseLong(digits);
            return marked || whole > Integer.MAX_VALUE ? (Number) whole : (Number) (int) whole;
        }
        return Double.valueOf(digits.replaceAll("[a-z]$", ""));
    }

    /**
     * @param sign one of {@code + - * / %}
     * @return {@link Operand#NOTHING} for what cannot be reckoned
     */
    static Object of(Object one, char sign, Object other) {
        if (sign == '+' && (one instanceof String && other != Operand.NOTHING || other instanceof String && one != Operand.NOTHING)) {
            return String.valueOf(one) + other;
        }
        if (!(one instanceof Number a) || !(other instanceof Number b)) {
            return Operand.NOTHING;
        }
        if (!isWhole(a) || !isWhole(b)) {
            return of(a.doubleValue(), sign, b.doubleValue());
        }
        if (b.longValue() == 0 && (sign == '/' || sign == '%')) {
            return Operand.NOTHING;
        }
        long whole = of(a.longValue(), sign, b.longValue());
        return a instanceof Long || b instanceof Long ? (Object) whole : (Object) (int) whole;
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer;
    }

    private static double of(double one, char sign, double other) {
        return switch (sign) {
            case '+' -> one + other;
            case '-' -> one - other;
            case '*' -> one * other;
            case '/' -> one / other;
            default -> one % other;
        };
    }

    private static long of(long one, char sign, long other) {
        return switch (sign) {
            case '+' -> one + other;
            case '-' -> one - other;
            case '*' -> one * other;
            case '/' -> one / other;
            default -> one % other;
        };
    }
}
