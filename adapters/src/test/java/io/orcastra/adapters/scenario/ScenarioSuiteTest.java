package io.orcastra.adapters.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.overrun.Patience;
import io.orcastra.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioSuiteTest {
    private static final RuleBook RULES = RuleBook.builtIn();
    private static final String CLUSTER = """
            title: A full node
            cluster:
              nodes: { hill: { role: manager, availability: drain }, oak: { memory: 16 GiB }, elm: { memory: 16 GiB } }
              services: { shop_search: { memory: 4 GiB, on: [ oak ] }, shop_web: { memory: 1 GiB, on: [ elm ] } }
            configuration: { rebalance: { default: { stable_minutes: 1, sustained_high_minutes: 2 } } }
            series: { oak.memory: 60%x4 90%x16, elm.memory: 30% }
            """;

    @TempDir
    private Path folder;

    private ScenarioResult run(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("full_test.yml"), text);
        return new ScenarioSuite(RULES, () -> 0).run(List.of(file)).get(0);
    }

    private String failure(String expectations) throws IOException {
        ScenarioResult result = run(CLUSTER + "expect:\n" + expectations);
        assertThat(result.failures()).hasSize(1);
        return result.failures().get(0);
    }

    @Test
    void whatIsExpectedAndSeenSucceeds() throws IOException {
        ScenarioResult result = run(CLUSTER + """
                expect:
                - { at: 1m, no_conditions: [ NodeUnderMemoryPressure oak ], no_findings: [ { about: oak } ] }
                - { at: 3m, conditions: [ NodeUnderMemoryPressure oak ], no_action: { service: shop_search, because: ORC-MEM-301 } }
                - { from: 0s, only_actions: [ move shop_search from oak to elm by ORC-MEM-201 ] }
                - { from: 0s, no_actions: [ move shop_web ], no_proposals: [ restart shop_web ], no_vetoes: [ { node: oak } ] }
                """);

        assertThat(result.failures()).isEmpty();
        assertThat(result.checks()).isEqualTo(8);
        assertThat(result.performance().orElseThrow().fired()).contains("ORC-MEM-101", "ORC-MEM-201", "ORC-MEM-301");
    }

    /** The command without an argument plays all of them. */
    @Test
    void whatHasTheNameOfAScenarioInThisProjectIsOneThatTheBuildPlays() throws IOException {
        assertThat(ScenarioFiles.in(List.of(Path.of("..", "config"), Path.of("..", "docs"))))
                .hasSizeGreaterThan(100)
                .allMatch(file -> file.startsWith("../config/policies-tests") || file.startsWith("../config/cookbook"));
    }

    @Test
    void aMissingActionTellsWhatWasInItsWay() throws IOException {
        assertThat(failure("- { from: 2m, to: 3m, actions: [ move shop_search to elm ] }"))
                .contains("full_test.yml:8:34: expected from 2 min to 3 min: action move shop_search to elm")
                .contains("nearest: action at 4 min: move shop_search from oak to elm by ORC-MEM-201")
                .contains("instead: veto from 2 min to 4 min: ORC-MEM-301 does not let move shop_search from oak: "
                        + "the pressure has not lasted for 120 s yet");
    }

    @Test
    void anActionNobodyExpectedIsTold() throws IOException {
        assertThat(failure("- { from: 0s, only_actions: [] }"))
                .contains("unexpected: action at 4 min: move shop_search from oak to elm by ORC-MEM-201");
        assertThat(failure("- { from: 0s, no_action: { service: shop_search } }")).contains("but: an action was begun");
    }

    @Test
    void noActionForAnotherReasonIsAFailure() throws IOException {
        assertThat(failure("- { at: 3m, no_action: { service: shop_search, because: ORC-REB-302 } }"))
                .contains("but: there is no action, but for another reason", "ORC-MEM-301");
        assertThat(failure("- { at: 3m, no_action: { service: shop_web, because: ORC-REB-302 } }"))
                .contains("no rule proposes anything for shop_web then");
        assertThat(failure("- { at: 3m, no_action: { service: shop_search, because: nothing is proposed } }"))
                .contains("but: a rule wants an action", "move shop_search from oak by ORC-MEM-201");
    }

    @Test
    void aConditionThatHeldAtAnotherTimeIsNearest() throws IOException {
        assertThat(failure("- { at: 1m, conditions: [ NodeUnderMemoryPressure oak ] }"))
                .contains("nearest: condition from 2 min to 4 min");
        assertThat(failure("- { at: 3m, no_conditions: [ NodeUnderMemoryPressure oak ] }"))
                .contains("but: seen", "condition from 2 min to 4 min");
    }

    @Test
    void theCourseIsComparedWithTheReportKept() throws IOException {
        Path file = Files.writeString(folder.resolve("full_test.yml"), CLUSTER + "golden: true\n");
        ScenarioSuite comparing = new ScenarioSuite(RULES, () -> 0);
        assertThat(comparing.run(List.of(file)).get(0).failures().get(0)).contains("there is no report yet", "--update");

        new ScenarioSuite((any, named, policies) -> RULES, () -> 0, Goldens.UPDATED, Onlooker.NOBODY,
                Patience.ENDLESS).run(List.of(file));
        Path golden = folder.resolve("full_test.golden.md");
        assertThat(Files.readString(golden)).startsWith("# A full node\n")
                .contains("- 00:04:00 **move shop_search from oak to elm by ORC-MEM-201");
        assertThat(comparing.run(List.of(file)).get(0).failures()).isEmpty();

        Files.writeString(golden, Files.readString(golden).replace("elm", "ash"));
        assertThat(comparing.run(List.of(file)).get(0).failures().get(0)).contains("kept: ", "now:  ", "--update");
    }

    @Test
    void scenariosAreFoundAtAnyDepth() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Path found = Files.writeString(deep.resolve("x_test.yml"), "");
        Files.writeString(deep.resolve("swarm.yml"), "");
        Path named = Files.writeString(folder.resolve("named.yml"), "");

        assertThat(ScenarioFiles.in(List.of(folder, named, named))).containsExactly(found, named);
    }

    @Test
    void resultsAreWrittenForBuildServers() {
        ScenarioResult bad = new ScenarioResult(Path.of("a_test.yml"), "<Bad> & worse", Optional.empty(),
                List.of("first\u0001\nsecond"), Duration.ofMillis(1500));

        assertThat(JUnitReport.of(List.of(bad))).contains("tests=\"1\" failures=\"1\"",
                "name=\"&lt;Bad&gt; &amp; worse\" time=\"1.500\"", "<failure message=\"first?\">first?\nsecond</failure>");
    }

    @Test
    void oneThatNamesRulesWhichAreNotThereFailsAndTheOthersArePlayed() throws IOException {
        String good = CLUSTER + "expect: [ { from: 0s, actions: [ move shop_search ] } ]\n";
        Path bad = Files.writeString(folder.resolve("a_test.yml"), good + "rules: ../nowhere\n");
        Path other = Files.writeString(folder.resolve("b_test.yml"), good);

        List<ScenarioResult> results = new ScenarioSuite((file, named, policies) -> {
            assertThat(named).isEmpty();
            return RULES;
        }, () -> 0, Goldens.COMPARED, Onlooker.NOBODY, Patience.ENDLESS).run(List.of(bad, other));

        assertThat(results.get(0).failures()).singleElement().asString().contains("a_test.yml:8:8: ", "nowhere is not a folder", "Maybe ");
        assertThat(results.get(1).failures()).isEmpty();
        assertThat(JUnitReport.of(results)).contains("tests=\"2\" failures=\"1\"");
    }
}
