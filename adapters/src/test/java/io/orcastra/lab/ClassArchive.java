package io.orcastra.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of a distribution as the Java runtime keeps them in memory, stored once per build: every daemon and command of
 * the tests maps them instead of reading and checking them again, which spares a quarter of the processor time of its start.
 * The image has such a cache of its own.
 */
final class ClassArchive {

    private static final Path SAMPLE = Path.of("../config/samples/small").toAbsolutePath();
    private static final int SOMETHING_TO_DO = 3;

    private final Path launcher;
    private final Path distribution;

    ClassArchive(Path launcher) {
        this.launcher = launcher;
        this.distribution = launcher.getParent().getParent();
    }

    /**
     * The option of the Java runtime that makes it use the archive, which is made first if there is none of this build.
     *
     * @throws LabFailure when it cannot be made
     */
    synchronized String option() {
        // tests beside these may want it at the same time; the lock ends with the channel
        try (FileChannel lock = FileChannel.open(distribution.resolveSibling("classes.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            lock.lock();
            Path archive = distribution.resolveSibling("classes-" + build() + ".jsa");
            if (Files.notExists(archive)) {
                make(archive);
            }
            return "-XX:SharedArchiveFile=" + archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An archive is good for exactly these files of classes. */
    private String build() throws IOException {
        try (Stream<Path> jars = Files.list(distribution.resolve("lib"))) {
            return Integer.toHexString(jars.sorted().map(Path::toFile)
                    .map(jar -> jar.getName() + " " + jar.length() + " " + jar.lastModified())
                    .collect(Collectors.joining("\n")).hashCode());
        }
    }

    private void make(Path archive) throws IOException {
        Path next = archive.resolveSibling(archive.getFileName() + ".new");
        Files.deleteIfExists(next);
        int exit = dryRun(next).start().onExit().join().exitValue();
        if (exit != SOMETHING_TO_DO || Files.notExists(next)) {
            throw new LabFailure("the dry run that stores the classes ended with " + exit);
        }
        Files.move(next, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private ProcessBuilder dryRun(Path archive) {
        ProcessBuilder dryRun = new ProcessBuilder(List.of("sh", launcher.toString(), "dry-run", "--config", SAMPLE.toString(),
                "--snapshot", SAMPLE.resolve("snapshot.json").toString()));
        dryRun.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home"),
                "JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + archive));
        return dryRun.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
