package io.orcastra.adapters.cli;

import io.orcastra.adapters.demo.Screen;
import io.orcastra.adapters.docker.api.DockerEndpoint;
import io.orcastra.adapters.overrun.LimitedPatience;
import io.orcastra.adapters.overrun.Patience;
import io.orcastra.adapters.overrun.Stretch;
import io.orcastra.adapters.yaml.EarlyVariables;
import io.orcastra.engine.port.Clock;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a process finds around it; everything a command uses of the system comes from here.
 *
 * @param home     the user's home folder
 * @param terminal whether standard output is a terminal
 * @param computed nanoseconds of processor time a thread has had
 */
record Surroundings(Map<String, String> environment, Path home, PrintWriter out, PrintWriter err, boolean terminal, Clock clock,
        ToLongFunction<Thread> computed) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    Surroundings {
        environment = Map.copyOf(environment);
    }

    Surroundings(Map<String, String> environment, Path home, PrintWriter out, PrintWriter err, boolean terminal, Clock clock) {
        this(environment, home, out, err, terminal, clock, thread -> THREADS.getThreadCpuTime(thread.getId()));
    }

    /** With rules that decide for a command. */
    Patience patience() {
        return new LimitedPatience(computed, Stretch.LONGEST_CONCLUSION);
    }

    /** {@code NO_COLOR} with any value switches colour off, as https://no-color.org asks. */
    boolean colour() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }

    /** How wide the terminal is, as the launcher found out; 80 when it could not. */
    int columns() {
        String given = environment.getOrDefault("COLUMNS", "");
        return given.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(given) : Screen.USUAL_WIDTH;
    }

    /** The engine, found as Docker's own client finds it. */
    DockerEndpoint engine() {
        return DockerEndpoint.resolve(environment, home);
    }

    /** Where Docker's own client keeps its logins; need not exist. */
    Path dockerConfig() {
        return DockerEndpoint.configFolder(environment, home).resolve("config.json");
    }

    /** Where this instance keeps what it can do without; in the user's own cache when the usual place is not theirs. */
    Path stateFolder() {
        Optional<Path> given = new EarlyVariables(environment).stateFolder();
        Path usual = given.orElse(EarlyVariables.USUAL_STATE_FOLDER);
        Path parent = usual.toAbsolutePath().getParent();
        boolean ours = Files.isWritable(usual) || !Files.exists(usual) && parent != null && Files.isWritable(parent);
        return ours || given.isPresent() ? usual : home.resolve(".cache").resolve("orcastra");
    }

    boolean debug() {
        return new EarlyVariables(environment).debug();
    }
}
