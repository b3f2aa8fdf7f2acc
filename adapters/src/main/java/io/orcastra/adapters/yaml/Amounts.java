package io.orcastra.adapters.yaml;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times with their unit, as people write them. */
final class Amounts {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) ?(KiB|MiB|GiB|TiB)");
    private static final Pattern SPAN = Pattern.compile("(?:([0-9]{1,6})h)? ?(?:([0-9]{1,6})m)? ?(?:([0-9]{1,6})s)?");
    private static final Map<String, Long> UNITS = Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private Amounts() {
    }

    /** Bytes. */
    static Optional<Long> size(Value value) {
        return value.text().flatMap(text -> {
            Matcher matcher = SIZE.matcher(text.strip());
            return matcher.matches()
                    ? Optional.of((long) (Double.parseDouble(matcher.group(1)) * UNITS.get(matcher.group(2))))
                    : value.unexpected("a size", "Maybe write 512 MiB or 1.5 GiB.");
        });
    }

    static Optional<Duration> span(Value value) {
        return value.text().flatMap(text -> {
            Matcher matcher = SPAN.matcher(text.strip());
            return !text.isBlank() && matcher.matches()
                    ? Optional.of(Duration.ofHours(part(matcher, 1)).plusMinutes(part(matcher, 2)).plusSeconds(part(matcher, 3)))
                    : value.unexpected("a time", "Maybe write 90s, 10m or 1h 30m.");
        });
    }

    private static long part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
