package io.orcastra.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/** Figures the tests come by, one line each in {@code target/measurements.csv}: name, value, unit. */
final class Measurements {

    private static final Path FILE = Path.of("target", "measurements.csv");

    private Measurements() {}

    static Duration between(String name, Instant from, Instant until) {
        Duration took = Duration.between(from, until);
        note(name, took.toMillis(), "ms");
        return took;
    }

    static void note(String name, double value, String unit) {
        try {
            Files.writeString(FILE, "%s,%s,%s%n".formatted(name, value, unit),
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
