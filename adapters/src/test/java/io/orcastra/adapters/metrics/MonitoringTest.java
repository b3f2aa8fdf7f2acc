package io.orcastra.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alert rules and dashboard ask for metrics that exist, and the rules raise what they should. */
class MonitoringTest {

    private static final Path FOLDER = Path.of("../config/monitoring");
    private static final Pattern NAME = Pattern.compile("\\borcastra_[a-z_]+\\b");

    @ParameterizedTest
    @ValueSource(strings = {"orcastra.rules.yml", "orcastra.rules.test.yml", "grafana-dashboard.json"})
    void everyMetricIsExported(String file) throws IOException {
        Set<String> asked = names(Files.readString(FOLDER.resolve(file)));

        assertThat(asked).hasSizeGreaterThan(8);
        assertThat(exported()).containsAll(asked);
    }

    @Test
    void everyAlertIsTestedWhereItIsRaisedAndWhereItIsNot() throws IOException {
        String tests = Files.readString(FOLDER.resolve("orcastra.rules.test.yml"));
        Set<String> alerts = Pattern.compile("- alert: (\\w+)").matcher(Files.readString(FOLDER.resolve("orcastra.rules.yml")))
                .results().map(found -> found.group(1)).collect(Collectors.toSet());

        assertThat(alerts).hasSizeGreaterThan(10).allSatisfy(alert -> assertThat(tests)
                .containsPattern("alertname: " + alert + ", exp_alerts: \\[]}")
                .containsPattern("alertname: " + alert + "\\s+exp_alerts:\\s+- exp_labels"));
    }

    @Test
    void prometheusOwnToolAgrees() throws Exception {
        boolean isThere = isThere();
        assumeTrue(isThere || "required".equals(System.getenv("ORCASTRA_LAB")), "promtool is not installed");

        Process tool = new ProcessBuilder("promtool", "test", "rules", "orcastra.rules.test.yml")
                .directory(FOLDER.toFile()).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes());

        assertThat(tool.waitFor()).as(said).isZero();
    }

    @Test
    void everyPanelOfTheDashboardHasAQueryAndAPlaceOfItsOwn() throws IOException {
        JsonNode panels = new ObjectMapper().readTree(FOLDER.resolve("grafana-dashboard.json").toFile()).path("panels");

        Set<String> places = new TreeSet<>();
        assertThat(panels).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.at("/targets/0/expr").asText()).isNotBlank();
            JsonNode at = panel.path("gridPos");
            for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
                for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
                    assertThat(places.add(x + ":" + y)).as("%s overlaps at %d, %d", panel.path("title"), x, y).isTrue();
                    assertThat(x).isLessThan(24);
                }
            }
        });
    }

    private static boolean isThere() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group)
                .map(name -> name.replaceFirst("_(bucket|sum|count)$", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exported() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            Set<String> names = new TreeSet<>();
            for (Path source : sources.filter(file -> file.toString().endsWith("Metrics.java")).toList()) {
                names.addAll(names(Files.readString(source)));
            }
            return names;
        }
    }
}
