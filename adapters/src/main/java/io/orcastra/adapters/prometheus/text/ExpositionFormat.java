package io.orcastra.adapters.prometheus.text;

import java.util.Locale;
import java.util.Optional;

/** The two text formats metrics are published in. */
public enum ExpositionFormat {
    /** Text format 0.0.4: timestamps in milliseconds, comments and empty lines anywhere. */
    TEXT,
    /** OpenMetrics 1.0: timestamps in seconds, exemplars, and {@code # EOF} as the last line. */
    OPEN_METRICS;

    /** What to ask for: the plain one by preference, and no compression. */
    public static final String ACCEPT = "text/plain;version=0.0.4, application/openmetrics-text;version=1.0.0;q=0.5";

    /** Of a {@code Content-Type}; an absent one means the text format; empty when it is something else. */
    public static Optional<ExpositionFormat> of(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        return switch (parts[0].strip()) {
            case "", "text/plain" -> Optional.of(TEXT);
            case "application/openmetrics-text" -> Optional.of(OPEN_METRICS);
            default -> Optional.empty();
        };
    }
}
