package io.orcastra.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads the list of processes again and again, those of the lab's nodes included, for join tokens. */
final class TokenWatch implements AutoCloseable {
    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

    private TokenWatch() {
    }

    static TokenWatch start() {
        TokenWatch watch = new TokenWatch();
        watch.looking.scheduleWithFixedDelay(watch::look, 0, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    /**
     * Command lines that held a token of one swarm; those of other labs beside this one, which join by a token on the
     * command line, are none of its business.
     *
     * @param token a token of the swarm: all of a swarm's tokens have its root certificate's digest in common
     */
    List<String> seenOf(String token) {
        String swarm = token.substring(0, token.lastIndexOf('-'));
        return seen.stream().filter(line -> line.contains(swarm) || !line.contains("SWMTKN")).toList();
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    private void look() {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            processes.forEach(this::read);
        } catch (IOException gone) {
            seen.add("the list of processes cannot be read: " + gone.getMessage());
        }
    }

    private void read(Path process) {
        try {
            String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            if (line.contains("SWMTKN")) {
                seen.add(line.replace('\0', ' '));
            }
        } catch (IOException ended) {
            // it ended between the list and the look
            return;
        }
    }
}
