package io.orcastra.adapters.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far back: a number and {@code m}, {@code h} or {@code d}, or a moment as {@code 2026-11-20T12:00:00Z}. */
final class Since {

    private static final Pattern SPAN = Pattern.compile("(\\d{1,5})([mhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private Since() {
    }

    static Instant moment(String text, Instant now) {
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            return now.minus(UNITS.get(span.group(2)).multipliedBy(Integer.parseInt(span.group(1))));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UserError("--since is '" + text + "', which is no length of time and no moment\n"
                    + "Maybe write 30m, 24h, 7d or 2026-11-20T12:00:00Z.", e);
        }
    }
}
