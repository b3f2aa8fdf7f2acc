package io.orcastra.adapters.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as operators write it: a number and {@code m}, {@code h} or {@code d}. */
final class Span {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,5})([mhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private Span() {
    }

    /** Empty where the text is no length of time. */
    static Optional<Duration> of(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(UNITS.get(written.group(2)).multipliedBy(Integer.parseInt(written.group(1))))
                : Optional.empty();
    }
}
