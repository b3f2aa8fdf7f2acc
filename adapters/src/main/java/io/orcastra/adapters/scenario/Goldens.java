package io.orcastra.adapters.scenario;

import io.orcastra.adapters.scenario.script.Performance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The report kept beside a scenario that asks for one: {@code full_node_test.golden.md} of {@code full_node_test.yml}. */
public enum Goldens {
    COMPARED, UPDATED;

    /** Where the report of a scenario is, if it asks for one. */
    public static Path beside(Path scenario) {
        return scenario.resolveSibling(scenario.getFileName().toString().replaceFirst("\\.ya?ml$", "") + ".golden.md");
    }

    /**
     * What is wrong with it, if anything.
     *
     * @throws IOException when it cannot be read or written
     */
    Optional<String> check(Performance performance) throws IOException {
        if (!performance.script().golden()) {
            return Optional.empty();
        }
        Path golden = beside(performance.script().file());
        String now = Chronicle.of(performance);
        if (this == UPDATED) {
            Files.writeString(golden, now);
            return Optional.empty();
        }
        if (!Files.exists(golden)) {
            return Optional.of(golden + ": there is no report yet\n  Maybe write it with --update, and read it.");
        }
        String kept = Files.readString(golden).replace("\r\n", "\n");
        return kept.equals(now) ? Optional.empty() : Optional.of(golden + ":" + difference(kept.lines().toList(), now.lines().toList())
                + "\n  Maybe read what changed, and write it with --update if it is meant so.");
    }

    private static String difference(List<String> kept, List<String> now) {
        int line = 0;
        while (line < kept.size() && line < now.size() && kept.get(line).equals(now.get(line))) {
            line++;
        }
        return (line + 1) + ": the course is another than reported\n    kept: " + at(kept, line) + "\n    now:  " + at(now, line);
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "(nothing)";
    }
}
