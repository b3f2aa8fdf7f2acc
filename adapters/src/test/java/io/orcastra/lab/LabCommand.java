package io.orcastra.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one command to its end. */
final class LabCommand {

    private LabCommand() {}

    /**
     * Standard output of a command.
     *
     * @throws LabFailure when it ends with another code than 0 or not within the limit (it is killed then); the
     *                    message holds what it printed
     */
    static String run(Duration limit, Map<String, String> environment, List<String> command) {
        try {
            Path errors = Files.createTempFile("lab", ".err");
            Path output = Files.createTempFile("lab", ".out");
            try {
                // files, not pipes: daemons started by the command may keep a pipe open for ever
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                String said = Files.readString(output, StandardCharsets.UTF_8);
                if (!ended || process.exitValue() != 0) {
                    throw new LabFailure("%s: %s%n%s%s".formatted(String.join(" ", command),
                            ended ? "exit " + process.exitValue() : "not ended after " + limit,
                            said, Files.readString(errors, StandardCharsets.UTF_8)));
                }
                return said;
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabFailure("interrupted: " + String.join(" ", command));
        }
    }
}
