package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each folder below {@code reports} is a configuration and, in {@code report.txt}, what an operator is told about it.
 * They are prose: read them when they change.
 */
class ProblemReportTest {
    static Stream<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(reports())) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void readsAsReviewed(String name) throws IOException, URISyntaxException {
        Folder folder = new Folder(reports().resolve(name));
        Map<String, String> environment = new HashMap<>();
        Path variables = folder.path().resolve("environment");
        if (Files.exists(variables)) {
            Files.readAllLines(variables).forEach(line ->
                    environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        }

        assertThat(folder.report(environment) + "\n").isEqualTo(Files.readString(folder.path().resolve("report.txt")));
        assertThat(folder.problems(environment)).allSatisfy(problem -> assertThat(problem.advice()).startsWith("Maybe "));
    }

    @Test
    void aHostileValueCannotMoveTheCursorOrFloodTheScreen() {
        Problem problem = new Problem(Problem.Severity.ERROR, "f", 1, 3, "m", "Maybe.", "a\u001b[2Jb" + "x".repeat(500));

        assertThat(ProblemReport.of(problem)).doesNotContain("\u001b").hasSizeLessThan(250);
        assertThat(Seen.quoted("\u202e\n" + "y".repeat(500))).hasSizeLessThan(70).doesNotContain("\u202e", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:s3cret@host:9100/m", "http://me:a/s3cret@@host/m", "http://me:a s3cret@host"})
    void aPasswordInAUrlIsNotShownAgain(String url, @TempDir Path temporary) {
        assertThat(new Folder(temporary).with("swarm.yml", "# nothing\n")
                .with("rebalance_config.yml", "node_exporters: { a: '" + url + "' }\n").report())
                .contains("rebalance_config.yml:1:22", "host").doesNotContain("s3cret");
        assertThat(Seen.quoted(url + "y".repeat(60))).doesNotContain("s3cret");
    }

    @Test
    void aFileThatIsAllWrongIsNotShownWhole(@TempDir Path temporary) {
        String yaml = IntStream.range(0, 150).mapToObj(i -> "key" + i + ": 1\n").collect(Collectors.joining());

        assertThat(new Folder(temporary).with("swarm.yml", yaml).problems(Map.of())).hasSize(101)
                .last().extracting(Problem::message).isEqualTo("50 more problems are not shown");
    }

    @Test
    void nothingWrongIsNoReport() {
        assertThat(ProblemReport.of(List.of())).isEmpty();
    }

    private static Path reports() throws URISyntaxException {
        return Path.of(ProblemReportTest.class.getResource("reports").toURI());
    }
}
