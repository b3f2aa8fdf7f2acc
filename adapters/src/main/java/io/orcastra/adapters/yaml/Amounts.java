package io.orcastra.adapters.yaml;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes, spans and moments, as people write them. */
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

    /** With an offset from UTC or a time zone. */
    static Optional<Instant> moment(Value value) {
        return value.text().flatMap(text -> {
            try {
                return Optional.of(ZonedDateTime.parse(text.strip()).toInstant());
            } catch (DateTimeParseException e) {
                return value.unexpected("a date and time", "Maybe write 2026-01-01T00:00:00Z, or +01:00 instead of Z.");
            }
        });
    }

    private static long part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
