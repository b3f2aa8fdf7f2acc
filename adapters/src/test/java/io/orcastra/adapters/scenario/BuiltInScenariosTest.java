package io.orcastra.adapters.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The built-in rules do what the scenarios beside the samples say; {@code orcastra test} shows the same. */
class BuiltInScenariosTest {
    private static final Path SCENARIOS = Path.of("..", "config", "policies-tests");
    /** What the rest is covered by: the tests of the rules themselves. */
    private static final double LEAST = 88;

    @Test
    void everyScenarioComesTrueAndMostRulesTakePart() throws IOException {
        RuleBook rules = RuleBook.builtIn();
        Goldens goldens = Boolean.getBoolean("orcastra.update") ? Goldens.UPDATED : Goldens.COMPARED;
        List<ScenarioResult> results = new ScenarioSuite((scenario, named) -> rules, () -> 0, goldens)
                .run(ScenarioFiles.in(List.of(SCENARIOS)));

        assertThat(results).hasSizeGreaterThan(20);
        assertThat(results.stream().flatMap(result -> result.failures().stream())).isEmpty();
        Coverage coverage = Coverage.of(List.of(rules), results);
        assertThat(coverage.percent()).as("never fired: %s", coverage.unfiredByFile()).isGreaterThanOrEqualTo(LEAST);
    }
}
