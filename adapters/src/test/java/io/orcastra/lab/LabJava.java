package io.orcastra.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java installed on this machine, to build base images from.
 *
 * @param home    its folder
 * @param version its feature version, such as 25
 */
public record LabJava(Path home, int version) {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    /** The newest there is; the one that runs the tests if there is no other. */
    public static LabJava newest() {
        return Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), installed().stream())
                .map(LabJava::of).max(Comparator.comparingInt(LabJava::version)).orElseThrow();
    }

    private static List<Path> installed() {
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/javac"))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabJava of(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return new LabJava(home, version.find() ? Integer.parseInt(version.group(1)) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
