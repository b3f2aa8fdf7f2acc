package io.orcastra.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/**
 * Figures a test comes by, one line each in {@code target/measurements.csv}: test, name, value, unit. Each line is one
 * appending write, so that tests of several processes do not mix them up.
 *
 * @param test who measured: several tests measure the same thing in other surroundings
 */
record Measurements(String test) {

    private static final Path FILE = Path.of("target", "measurements.csv");

    Measurements(Class<?> test) {
        this(test.getSimpleName());
    }

    Duration between(String name, Instant from, Instant until) {
        Duration took = Duration.between(from, until);
        note(name, took.toMillis(), "ms");
        return took;
    }

    void note(String name, double value, String unit) {
        try {
            Files.writeString(FILE, "%s,%s,%s,%s%n".formatted(test, name, value, unit),
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
