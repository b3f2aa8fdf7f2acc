package io.orcastra.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that does not fit in a head is two files. */
class SourcesTest {

    private static final int MOST_LINES = 400;

    @Test
    void noSourceFileIsLongerThanFourHundredLines() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("facts", "rules", "engine", "adapters")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src"))) {
                files.filter(file -> file.toString().matches(".*\\.(java|drl)")).forEach(sources::add);
            }
        }

        assertThat(sources).hasSizeGreaterThan(50).allSatisfy(source ->
                assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThanOrEqualTo(MOST_LINES));
    }
}
