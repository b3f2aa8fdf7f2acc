package io.orcastra.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alert rules and dashboard ask for metrics that exist, and the rules raise what they should. */
class MonitoringTest {

    private static final Path FOLDER = Path.of("../config/monitoring");
    private static final Pattern NAME = Pattern.compile("\\borcastra_[a-z_]+\\b");
    /** Put on by whoever scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    @ParameterizedTest
    @ValueSource(strings = {"orcastra.rules.yml", "orcastra.rules.test.yml", "grafana-dashboard.json"})
    @DisplayName("Every metric that is asked for is one the daemon registers")
    void everyMetricIsExported(String file) throws Exception {
        Set<String> asked = names(Files.readString(FOLDER.resolve(file)));

        assertThat(asked).hasSizeGreaterThan(8);
        assertThat(ExportedMetrics.byName().keySet()).containsAll(asked);
    }

    @Test
    @DisplayName("Every label that is asked for is one of the metrics in that query")
    void everyLabelIsExported() throws Exception {
        Map<String, Set<String>> exported = ExportedMetrics.byName();

        assertThat(queries()).hasSizeGreaterThan(30).allSatisfy(query -> {
            Set<String> known = names(query).stream().flatMap(name -> exported.getOrDefault(name, Set.of()).stream())
                    .collect(Collectors.toSet());
            known.addAll(OF_PROMETHEUS);
            assertThat(known).as(query).containsAll(labels(query));
        });
    }

    @Test
    @DisplayName("A label that a metric does not have is found, and so is a metric that there is not")
    void whatIsNotThereIsFound() throws Exception {
        Map<String, Set<String>> exported = ExportedMetrics.byName();

        assertThat(labels("sum by (le, rule) (x{kind=\"a\", node!~'b'}) and on (host) y")).containsExactlyInAnyOrder(
                "le", "rule", "kind", "node", "host");
        assertThat(exported.get("orcastra_actions_total")).containsExactlyInAnyOrder("action", "result");
        assertThat(exported.get("orcastra_cycle_duration_seconds_bucket")).containsExactly("le");
        assertThat(exported).doesNotContainKey("orcastra_actions").containsKeys("orcastra_rules_behind", "orcastra_shadow_running");
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
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** In braces, and those that are grouped or joined by. */
    private static Set<String> labels(String query) {
        return Stream.concat(
                Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*[\"']").matcher(query).results().map(found -> found.group(1)),
                Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)").matcher(query).results()
                        .flatMap(found -> Stream.of(found.group(1).split("\\s*,\\s*")))).collect(Collectors.toSet());
    }

    private static List<String> queries() throws IOException {
        List<String> panels = new ObjectMapper().readTree(FOLDER.resolve("grafana-dashboard.json").toFile()).findValuesAsText("expr");
        List<String> alerts = Pattern.compile("(?m)^ +expr: (.+)$").matcher(Files.readString(FOLDER.resolve("orcastra.rules.yml")))
                .results().map(found -> found.group(1)).toList();
        return Stream.concat(panels.stream(), alerts.stream()).toList();
    }
}
