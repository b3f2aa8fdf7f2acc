package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.metrics.EngineMetrics;
import io.orcastra.adapters.metrics.Metrics;
import io.orcastra.adapters.yaml.Variable.Standing;
import io.orcastra.engine.simulation.VirtualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing the original documents or implements is missing from the page for its users. */
class CompatibilityTest {
    private static final Path PAGE = Path.of("..", "docs", "compatibility.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|");
    private static final String GONE = "gone";
    private static final List<String> STANDINGS = List.of("as documented", "differs, better", GONE);

    private static Map<String, String> standings() throws IOException {
        Map<String, String> standings = new LinkedHashMap<>();
        String page = Files.readString(PAGE);
        Matcher row = ROW.matcher(page.substring(page.indexOf("## Line by line")));
        while (row.find()) {
            assertThat(standings.put(row.group(1), row.group(2))).as("twice: %s", row.group(1)).isNull();
            assertThat(row.group(3)).as("how, of %s", row.group(1)).isNotBlank();
        }
        return standings;
    }

    private static List<String> known() throws IOException {
        try (var list = CompatibilityTest.class.getResourceAsStream("original-interface.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
        }
    }

    @Test
    void everyLineOfTheOriginalHasItsStanding() throws IOException {
        assertThat(known()).hasSizeGreaterThan(110);
        assertThat(standings().keySet()).containsAll(known());
        assertThat(standings().values()).isSubsetOf(STANDINGS);
    }

    @Test
    void noVariableIsCalledInForceThatIsNot() throws IOException {
        Map<String, String> standings = standings();
        Stream.of(Variable.values()).filter(variable -> variable.standing == Standing.GONE).forEach(variable ->
                assertThat(standings.get(variable.name())).as(variable.name()).isEqualTo(GONE));
    }

    /** That a variable is read is not yet its effect: that is shown by a process of its own on a real swarm. */
    @Test
    void everyVariableOfTheOriginalIsSetForARealProcess() throws IOException {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("src/test/java/io/orcastra/e2e"))) {
            for (Path file : files.toList()) {
                tests.append(Files.readString(file));
            }
        }
        assertThat(known()).filteredOn(name -> Variable.isKnown(name) && Variable.valueOf(name).standing == Standing.IN_FORCE)
                .hasSizeGreaterThan(30).allSatisfy(name ->
                        assertThat(tests.toString()).containsPattern("(with\\(|Map\\.of\\((\"[^\"]*\", \"[^\"]*\", )*)\"" + name + "\","));
    }

    @Test
    void everyMetricIsThere() throws IOException {
        Metrics metrics = new Metrics("1");
        new EngineMetrics(metrics, new VirtualClock());
        String exposition = metrics.exposition();
        standings().forEach((name, standing) -> {
            if (name.matches("[a-z_]+_(total|seconds|leader)")) {
                assertThat(exposition).contains("# TYPE " + name + " ");
            }
        });
    }
}
