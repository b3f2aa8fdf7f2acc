package io.orcastra.adapters.yaml;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes, spans and moments, as people write them. */
final class Amounts {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) ?(KiB|MiB|GiB|TiB)");
    private static final Pattern SPAN = Pattern.compile("(?:([0-9]{1,6})h)? ?(?:([0-9]{1,6})m)? ?(?:([0-9]{1,6})s)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}(?:\\.[0-9]{1,9})?");
    private static final Map<String, Long> UNITS = Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private Amounts() {
    }

    /** Bytes. */
    static Optional<Long> size(Value value) {
        return value.text().flatMap(text -> {
            Matcher matcher = SIZE.matcher(text.strip());
            return matcher.matches() ? Optional.of(bytes(matcher))
                    : value.unexpected("a size", DecimalComma.advice(text).orElse("Maybe write 512 MiB or 1.5 GiB."));
        });
    }

    static Optional<Duration> span(Value value) {
        return value.text().flatMap(text -> span(text).or(() -> value.unexpected("a time", "Maybe write 90s, 10m or 1h 30m.")));
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

    /** What a text amounts to: a number as it is, a size in bytes; nothing for any other. */
    static OptionalDouble number(String text) {
        String written = text.strip();
        if (NUMBER.matcher(written).matches()) {
            return OptionalDouble.of(Double.parseDouble(written));
        }
        Matcher size = SIZE.matcher(written);
        return size.matches() ? OptionalDouble.of(bytes(size)) : OptionalDouble.empty();
    }

    /** The span of time that a text is; nothing for any other. */
    static Optional<Duration> span(String text) {
        Matcher span = SPAN.matcher(text.strip());
        return !text.isBlank() && span.matches() ? Optional.of(span(span)) : Optional.empty();
    }

    private static long bytes(Matcher size) {
        return (long) (Double.parseDouble(size.group(1)) * UNITS.get(size.group(2)));
    }

    private static Duration span(Matcher span) {
        return Duration.ofHours(part(span, 1)).plusMinutes(part(span, 2)).plusSeconds(part(span, 3));
    }

    private static long part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
