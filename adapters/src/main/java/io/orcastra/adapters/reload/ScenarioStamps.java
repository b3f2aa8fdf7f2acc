package io.orcastra.adapters.reload;

import io.orcastra.adapters.scenario.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tells whether scenarios, or whatever they are judged by, came, went or were written. A scenario is parsed when it is
 * seen first and when it changed, not at each look. Used by one thread.
 */
final class ScenarioStamps {
    private final Function<Path, List<Path>> configurationOf;
    private Map<Path, Parsed> parsed = Map.of();

    /** @param configurationOf files a scenario takes its configuration from; parses it */
    ScenarioStamps(Function<Path, List<Path>> configurationOf) {
        this.configurationOf = configurationOf;
    }

    /** Equal while nothing changed. */
    String of(List<Path> scenarios) throws IOException {
        StringBuilder stamps = new StringBuilder();
        Map<Path, Parsed> now = new HashMap<>();
        for (Path scenario : scenarios) {
            String own = stamp(scenario);
            Parsed known = parsed.get(scenario);
            Parsed fresh = known != null && known.stamp.equals(own) ? known : new Parsed(own, configurationOf.apply(scenario));
            now.put(scenario, fresh);
            stamps.append(own).append(stamp(Goldens.beside(scenario)));
            for (Path file : fresh.configuration) {
                stamps.append(stamp(file));
            }
        }
        parsed = now;
        return stamps.toString();
    }

    /** What becomes readable is another file, though its permissions leave no trace in its times. */
    private static String stamp(Path file) throws IOException {
        return file + (Files.exists(file) ? " " + Files.size(file) + " " + Files.getLastModifiedTime(file)
                + (Files.isReadable(file) ? "" : " unreadable") : "") + "\n";
    }

    private record Parsed(String stamp, List<Path> configuration) {
    }
}
