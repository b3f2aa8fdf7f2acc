package io.orcastra.adapters.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the logrotate of this machine. */
class LogRotationTest {
    private static final Path PROGRAM = Path.of("/usr/sbin/logrotate");
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    private Path folder;
    private Path log;
    private final AtomicBoolean due = new AtomicBoolean(true);

    @BeforeEach
    void installed() throws IOException {
        boolean required = "required".equals(System.getenv("ORCASTRA_LAB"));
        assumeTrue(Files.isExecutable(PROGRAM) || required, "logrotate is not installed");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        log = Files.writeString(folder.resolve("app.log"), "a line\n");
    }

    @Test
    void rotatesWhatTheFilesSayAndOnlyThose() throws IOException {
        conf("app.conf", log + " {\n  size 1\n  rotate 2\n}\n");
        Path other = Files.writeString(folder.resolve("other.log"), "a line\n");
        conf("other.conf.disabled", other + " {\n  size 1\n  rotate 2\n}\n");

        assertThat(rotation(PROGRAM).rotate()).isTrue();

        assertThat(folder.resolve("app.log.1")).hasContent("a line");
        assertThat(other).exists();
        assertThat(folder.resolve("state").resolve("logrotate.status")).exists();
    }

    @Test
    void atTheMomentOfTheSchedule() throws IOException {
        conf("app.conf", log + " {\n  size 1\n  rotate 2\n}\n");
        try (LogRotation rotation = rotation(PROGRAM)) {
            rotation.start();
            // until it has ended it writes into a folder that is deleted after the test
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(folder.resolve("app.log.1")).exists();
                assertThat(folder.resolve("state").toFile().list()).containsExactly("logrotate.status");
            });
        }
    }

    @Test
    void whatIsWrongStopsNothingElse() throws IOException {
        conf("a.conf", log + " {\n  size 1\n  rotate\n  no such word\n}\n");
        assertThat(rotation(PROGRAM).rotate()).isFalse();

        assertThat(rotation(Path.of("/nowhere/logrotate")).rotate()).isFalse();
        assertThat(log).exists();
    }

    @Test
    void withoutFilesNothingIsDone() {
        assertThat(rotation(PROGRAM).rotate()).isFalse();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    private LogRotation rotation(Path program) {
        return new LogRotation(program, folder.resolve("logrotate.d"), folder.resolve("state"),
                now -> due.getAndSet(false) ? Optional.of(now) : Optional.empty(), Clock.of(() -> NOW, () -> 0L));
    }

    private void conf(String name, String text) throws IOException {
        Path conf = Files.writeString(Files.createDirectories(folder.resolve("logrotate.d")).resolve(name), text);
        Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
