package io.orcastra.adapters.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** How far back: a {@link Span}, or a moment as {@code 2026-11-20T12:00:00Z}. */
final class Since {

    private Since() {
    }

    static Instant moment(String text, Instant now) {
        return Span.of(text).map(now::minus).orElseGet(() -> parsed(text));
    }

    private static Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UserError("--since is '" + text + "', which is no length of time and no moment\n"
                    + "Maybe write 30m, 24h, 7d or 2026-11-20T12:00:00Z.", e);
        }
    }
}
