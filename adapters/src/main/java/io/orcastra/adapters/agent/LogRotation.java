package io.orcastra.adapters.agent;

import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has logrotate do what the files of a folder say, at the moments of a schedule. Looks for the files each time; without
 * any it does nothing. What logrotate complains about is logged in its own words.
 */
public final class LogRotation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogRotation.class);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int LONGEST_COMPLAINT = 2000;

    private final Path program;
    private final Path folder;
    private final Path state;
    private final Function<Instant, Optional<Instant>> due;
    private final Clock clock;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(LogRotation::thread);

    /**
     * @param program logrotate
     * @param folder  with files that end in {@code .conf}; need not exist
     * @param state   folder where logrotate keeps what it did when; is made
     * @param due     when logs are rotated next, after a moment; empty when never again
     */
    public LogRotation(Path program, Path folder, Path state, Function<Instant, Optional<Instant>> due, Clock clock) {
        this.program = program;
        this.folder = folder;
        this.state = state;
        this.due = due;
        this.clock = clock;
    }

    /** Rotates whenever it is due, until closed. */
    public void start() {
        Instant now = clock.instant();
        due.apply(now).ifPresent(next -> scheduler.schedule(() -> {
            try {
                rotate();
            } catch (RuntimeException fault) {
                LOG.error("Logs could not be rotated this time. Maybe {} cannot be listed.", folder, fault);
            } finally {
                start();
            }
        }, Duration.between(now, next).toMillis() + 1, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** Rotates now; whether there was something to do, and logrotate had nothing to complain about. */
    boolean rotate() {
        try {
            List<Path> files = files();
            return !files.isEmpty() && run(files);
        } catch (IOException failure) {
            LOG.warn("Logs are not rotated: {}. Maybe logrotate is not installed here, or {} is not readable or {} not writable.",
                    failure.getMessage(), folder, state);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> some = Files.newDirectoryStream(folder, "*.conf")) {
                some.forEach(files::add);
            }
        }
        return files.stream().sorted().toList();
    }

    private boolean run(List<Path> files) throws IOException, InterruptedException {
        Files.createDirectories(state);
        Path said = Files.createTempFile(state, "logrotate", ".out");
        List<String> command = new ArrayList<>(List.of(program.toString(), "--state", state.resolve("logrotate.status").toString()));
        files.forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            boolean good = ended && process.exitValue() == 0;
            if (good) {
                LOG.atInfo().addKeyValue("files", files.size()).log("Logs rotated");
            } else {
                LOG.warn("logrotate {}: {}\nMaybe a file in {} is wrong, or it is writable for others than its owner.",
                        ended ? "ended with " + process.exitValue() : "was stopped after " + LIMIT.toMinutes() + " minutes",
                        complaint(said), folder);
            }
            return good;
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(said);
        }
    }

    private static String complaint(Path said) throws IOException {
        String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
        return text.substring(0, Math.min(LONGEST_COMPLAINT, text.length()));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "log-rotation");
        thread.setDaemon(true);
        return thread;
    }
}
