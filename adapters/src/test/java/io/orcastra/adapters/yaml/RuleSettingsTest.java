package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.yaml.Problem.Severity;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFamily;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSettingsTest {
    private static final List<RuleDescription> RULES = List.of(
            new RuleDescription("ORC-SPR-201", "propose spreading", RuleFamily.PROPOSAL, "spread.drl", 4, "spread", List.of()),
            new RuleDescription("ORC-GRD-325", "veto moving", RuleFamily.VETO, "guards-service.drl", 9, "guards-service", List.of()));

    @TempDir
    private Path temporary;

    private List<Problem> judged(String yaml) {
        return new Folder(temporary).with("swarm.yml", yaml).load().rules().problems(RULES);
    }

    @Test
    void anIdOfNoRuleIsAnErrorAtItsPlaceWithTheNearestOne() {
        assertThat(judged("rules:\n  off:\n  - ORC-SPR-201\n  report: [ORC-SPR-202]\n")).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.place()).endsWith("swarm.yml:4:12");
            assertThat(problem.message()).isEqualTo("there is no rule ORC-SPR-202");
            assertThat(problem.advice()).isEqualTo("Maybe you meant ORC-SPR-201.");
            assertThat(problem.excerpt()).isEqualTo("  report: [ORC-SPR-202]");
        });
    }

    @Test
    void whatThePlannerRefusesIsNoRule() {
        assertThat(judged("rules: {off: [ORC-PLN-007]}")).singleElement().extracting(Problem::message).asString()
                .contains("refusal of the planner");
    }

    @Test
    void silencingAVetoIsAWarningAndAskingForItIsNone() {
        assertThat(judged("rules: {off: [ORC-GRD-325]}")).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.message()).contains("veto moving");
        });
        assertThat(judged("rules: {ask: [ORC-GRD-325], off: [ORC-SPR-201]}")).isEmpty();
    }

    @Test
    void allRulesOfAPolicyCanBeNamedByWhatTheirIdsBeginWith() {
        assertThat(judged("rules: {ask: [ORC-SPR]}")).isEmpty();
        assertThat(judged("rules: {report: [ORC-GRD]}")).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.message()).contains("ORC-GRD-325 is heard no more");
        });
        assertThat(judged("rules: {report: [ORC-SPQ]}")).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.message()).isEqualTo("there is no rule ORC-SPQ");
            assertThat(problem.advice()).isEqualTo("Maybe you meant ORC-SPR.");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rules: {off: [spread]}                          | 1:15 | rules.off[0] is "spread", not the id of a rule
            rules: {off: [ORC-SPR]}                         | 1:15 | rules.off[0] is "ORC-SPR", not the id of a rule
            rules: {report: [ORC-SPRE]}                     | 1:18 | rules.report[0] is "ORC-SPRE", not the id of a rule
            rules: {off: ORC-SPR-201}                       | 1:14 | rules.off is "ORC-SPR-201", not a list
            rules: {off: [ORC-SPR-201], ask: [ORC-SPR-201]} | 1:35 | ORC-SPR-201 is named twice, first in rules.off[0]
            rules: {blast_radius: 0}                        | 1:23 | rules.blast_radius is "0", not in the range 1 to 1000
            automation: {services: {shop_web: never}}       | 1:35 | "never", not report, ask or automatic
            rules: {reprot: [ORC-SPR-201]}                  | 1:9  | rules.reprot is not a known key
            automation: {service: {shop_web: ask}}          | 1:14 | automation.service is not a known key
            rules: {parameters: {big node: {least: 3}}}     | 1:22 | "big node" cannot be the name of a policy
            rules: {parameters: {big: {Least: 3}}}          | 1:28 | "Least" cannot be the name of a parameter
            rules: {parameters: {big: 3}}                   | 1:27 | rules.parameters.big is "3", not a map
            rules: {parameters: {big: {least: {at: 3}}}}    | 1:35 | not a number, a size, a span of time or text
            rules: {parameters: {big: {least: [[3]]}}}      | 1:36 | not a number, a size, a span of time or text
            rules: {parameters: {big: {least: []}}}         | 1:35 | rules.parameters.big.least is a list, not a list of values
            rules: {parameters: {big: {least: }}}           | 1:34 | not a number, a size, a span of time or text
            automation: {services: {shop web: ask}}         | 1:25 | cannot be the name of a service
            """)
    void whatCannotBeMeantIsAnErrorAtItsPlace(String yaml, String place, String message) {
        assertThat(new Folder(temporary).with("swarm.yml", yaml).problems(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.place()).endsWith("swarm.yml:" + place);
            assertThat(problem.message()).contains(message);
            assertThat(problem.advice()).startsWith("Maybe ");
        });
    }
}
