package io.orcastra.adapters.yaml;

import io.orcastra.rules.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The compact notation of a series, one value for each step: {@code 60%x5} is five values of 60 %, {@code 60%+2%x5} are
 * five that grow from 60 % to 68 %, {@code _} is a value that nobody knows. The last value holds on.
 */
final class SeriesNotation {
    /** A week of steps of half a minute. */
    private static final int MOST = 20_160;
    private static final String AMOUNT = "([0-9]{1,9}(?:\\.[0-9]{1,6})?)(%|KiB|MiB|GiB|TiB)";
    private static final Pattern LEVEL = Pattern.compile(AMOUNT + "(?:([+-])" + AMOUNT + ")?(?:x([0-9]{1,6}))?");
    private static final Pattern GAP = Pattern.compile("_(?:x([0-9]{1,6}))?");
    private static final Pattern WORD = Pattern.compile("([a-z_]+?)(?:x([0-9]{1,6}))?");
    private static final Map<String, Long> UNITS =
            Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private final Value value;

    SeriesNotation(Value value) {
        this.value = value;
    }

    /**
     * Bytes, step by step; empty where nobody knows.
     *
     * @param total what percentages are of; 0 when they make no sense
     */
    List<Optional<Long>> amounts(long total) {
        List<Optional<Long>> levels = new ArrayList<>();
        for (String token : tokens()) {
            Matcher level = LEVEL.matcher(token);
            Matcher gap = GAP.matcher(token);
            if (gap.matches()) {
                levels.addAll(repeated(gap.group(1), Optional.empty()));
            } else if (!level.matches()) {
                value.unexpected("a series: " + Seen.quoted(token) + " is no value of it",
                        "Maybe write 60%x5 92%x10, 2GiB+100MiBx10, or _ for a value nobody knows.");
            } else if (total == 0 && token.contains("%")) {
                value.unexpected("a series of sizes: " + Seen.quoted(token) + " has no whole",
                        "Maybe write a size, such as 2GiB.");
            } else {
                levels.addAll(levels(level, total));
            }
        }
        return checked(levels);
    }

    /** One of the words for each step. */
    List<String> words(List<String> known) {
        List<String> words = new ArrayList<>();
        for (String token : tokens()) {
            Matcher word = WORD.matcher(token);
            if (word.matches() && known.contains(word.group(1))) {
                words.addAll(repeated(word.group(2), word.group(1)));
            } else {
                value.unexpected("a series of " + String.join(", ", known) + ": " + Seen.quoted(token) + " is none",
                        Spelling.nearest(token.replaceAll("x[0-9]+$", ""), known)
                                .map(nearest -> "Maybe you meant " + nearest + ".")
                                .orElse("Maybe write " + known.get(0) + "x4."));
            }
        }
        return checked(words);
    }

    private List<String> tokens() {
        return value.text().map(text -> List.of(text.strip().replaceAll("\\s+x(?=[0-9])", "x").split("\\s+")))
                .orElse(List.of());
    }

    private List<Optional<Long>> levels(Matcher level, long total) {
        double begin = amount(level.group(1), level.group(2), total);
        double growth = level.group(3) == null ? 0
                : amount(level.group(4), level.group(5), total) * (level.group(3).equals("-") ? -1 : 1);
        List<Optional<Long>> levels = new ArrayList<>();
        for (int i = 0; i < times(level.group(6)); i++) {
            levels.add(Optional.of(Math.max(0, Math.round(begin + growth * i))));
        }
        return levels;
    }

    private <T> List<T> checked(List<T> values) {
        if (values.size() > MOST) {
            value.unexpected("a series of at most " + MOST + " values", "Maybe make the step longer.");
            return values.subList(0, MOST);
        }
        return values;
    }

    private static <T> List<T> repeated(String times, T value) {
        List<T> values = new ArrayList<>();
        for (int i = 0; i < times(times); i++) {
            values.add(value);
        }
        return values;
    }

    private static int times(String written) {
        return written == null ? 1 : Math.min(MOST + 1, Integer.parseInt(written));
    }

    private static double amount(String number, String unit, long total) {
        double amount = Double.parseDouble(number);
        return unit.equals("%") ? amount * total / 100 : amount * UNITS.get(unit);
    }
}
