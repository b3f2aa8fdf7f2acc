package io.orcastra.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that does not fit in a head is two files. */
class SourcesTest {

    private static final int MOST_LINES = 400;

    @Test
    void noSourceFileIsLongerThanFourHundredLines() throws IOException {
        Map<String, Integer> tooLong = new TreeMap<>();
        int seen = 0;
        for (String module : List.of("facts", "rules", "engine", "adapters")) {
            for (Path source : sources(Path.of("..", module, "src"))) {
                int lines = Files.readAllLines(source).size();
                seen++;
                if (lines > MOST_LINES) {
                    tooLong.put(source.toString(), lines);
                }
            }
        }

        assertThat(seen).isGreaterThan(100);
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|drl)")).toList();
        }
    }
}
