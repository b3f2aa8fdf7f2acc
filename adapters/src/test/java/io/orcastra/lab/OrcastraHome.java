package io.orcastra.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One installation of the built distribution: its configuration, its state folder, its port, the engine it talks to.
 * What survives a restart of the process stays with it.
 */
public final class OrcastraHome {

    private static final Path LAUNCHER =
            Path.of(System.getProperty("orcastra.distribution", "target/distribution"), "bin", "orcastra").toAbsolutePath();

    private static final ClassArchive CLASSES = new ClassArchive(LAUNCHER);

    private final Path folder;
    private final URI http;
    private final Map<String, String> environment = new HashMap<>();

    /** A home without configuration that talks to the engine at that address. */
    public OrcastraHome(String dockerHost) {
        try {
            folder = Files.createTempDirectory("orcastra");
            Files.createDirectory(config());
            try (ServerSocket free = new ServerSocket(0, 1, Loopback.own())) {
                http = URI.create("http://" + free.getInetAddress().getHostAddress() + ":" + free.getLocalPort());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("DOCKER_HOST", dockerHost);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS", CLASSES.option());
        environment.put("LOG_FORMAT", "json");
        environment.put("HTTP_ADDRESS", http.getAuthority());
        environment.put("STATE_DIR", state().toString());
    }

    /** Sets an environment variable of the processes started from now on. */
    public OrcastraHome with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Writes a configuration file as editors do: under another name first, then in one step. */
    public OrcastraHome write(String file, String text) {
        return write(config(), file, text);
    }

    /** Writes a file of rules; with the first one, every process started from now on is given {@code --rules}. */
    public OrcastraHome rules(String file, String text) {
        try {
            Files.createDirectories(rules());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return write(rules(), file, text);
    }

    /** Writes a file of a candidate beside the configuration; may lie in a folder, such as {@code rules/mine.drl}. */
    public OrcastraHome shadow(String file, String text) {
        try {
            Path target = config().resolve("shadow").resolve(file);
            Files.createDirectories(target.getParent());
            return write(target.getParent(), target.getFileName().toString(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a file of rules away again. */
    public OrcastraHome withoutRules(String file) {
        try {
            Files.delete(rules().resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OrcastraHome write(Path where, String file, String text) {
        try {
            Path next = where.resolve(file + ".new");
            Files.writeString(next, text, StandardCharsets.UTF_8);
            Files.move(next, where.resolve(file), StandardCopyOption.ATOMIC_MOVE);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds lines to a configuration file. */
    public OrcastraHome append(String file, String text) {
        try {
            return write(file, Files.readString(config().resolve(file)) + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the daemon. System properties such as {@code orcastra.seam.kill=PIN} may be given. */
    public OrcastraProcess run(String... systemProperties) {
        String options = Stream.of(systemProperties).map(p -> "-D" + p).collect(Collectors.joining(" "));
        ProcessBuilder builder = builder("run");
        builder.environment().merge("JAVA_OPTS", options, (classes, more) -> classes + " " + more);
        try {
            return new OrcastraProcess(builder.redirectErrorStream(true).start(), http);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts an agent of the same engine and port.
     *
     * @param javaOptions further options of the Java runtime
     */
    public OrcastraProcess agent(String javaOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of("agent"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = plain(command);
        builder.environment().put("JAVA_OPTS", javaOptions);
        try {
            return new OrcastraProcess(builder.redirectErrorStream(true).start(), http);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its metrics are. */
    public String metricsUrl() {
        return http + "/metrics";
    }

    /** Runs another command of the distribution to its end: the first one of a home compiles the rules. */
    public Answer command(String... arguments) {
        try {
            File said = Files.createTempFile(folder, "said", ".txt").toFile();
            File complained = Files.createTempFile(folder, "complained", ".txt").toFile();
            Process process = builder(arguments).redirectOutput(said).redirectError(complained).start();
            if (!process.waitFor(RealTime.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LabFailure("not ended after " + RealTime.PATIENCE.toSeconds() + " s: " + String.join(" ", arguments));
            }
            return new Answer(process.exitValue(), Files.readString(said.toPath()), Files.readString(complained.toPath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabFailure("interrupted: " + String.join(" ", arguments));
        }
    }

    /** What its daemon answers over the socket in the state folder, such as {@code /snapshot}. */
    public String page(String path) {
        return LabCommand.run(RealTime.PATIENCE, Map.of(), List.of("curl", "-sf", "--unix-socket",
                state().resolve("status.sock").toString(), "http://localhost" + path));
    }

    /** Starts another command and lets it run; all it says goes to that file. */
    public Process begin(Path said, String... arguments) {
        try {
            return builder(arguments).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        if (!command.contains("--config")) {
            command.addAll(List.of("--config", config().toString()));
        }
        if (Files.isDirectory(rules())) {
            command.addAll(List.of("--rules", rules().toString()));
        }
        return plain(command);
    }

    private ProcessBuilder plain(List<String> arguments) {
        // whoever runs the tests with nohup, or a script behind its back, has every process of theirs ignore these signals
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP,INT", "sh", LAUNCHER.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("DOCKER_"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** The folder of its configuration. */
    public Path config() {
        return folder.resolve("config");
    }

    /** The folder of what its daemon keeps for itself. */
    public Path state() {
        return folder.resolve("state");
    }

    private Path rules() {
        return folder.resolve("rules");
    }

    /**
     * What a command answered.
     *
     * @param exit   its exit code
     * @param out    standard output
     * @param errors standard error
     */
    public record Answer(int exit, String out, String errors) {}
}
