package io.orcastra.adapters.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.overrun.Patience;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The built-in rules do what the scenarios beside the samples say; {@code orcastra test} shows the same. */
class BuiltInScenariosTest {
    private static final Path SCENARIOS = Path.of("..", "config", "policies-tests");
    /** Rules no scenario can make fire, and why; the tests of the rules themselves have them. */
    private static final Map<String, String> OUT_OF_REACH = Map.of(
            "ORC-BST-102", "managers are meant by default only where Orcastra made the swarm; SwarmToBeTest plays that",
            "ORC-BST-201", "the instance of a scenario stands beside a manager: there is a swarm; BootstrapIT has none",
            "ORC-BST-301", "as ORC-BST-201, which it holds back",
            "ORC-BST-302", "as ORC-BST-201, which it holds back",
            "ORC-COL-405", "previous specs of the simulation are never too large to keep",
            "ORC-FNC-104", "Swarm gives tasks up in the moment in which it holds their node for down; the real one takes a little longer",
            "ORC-GRD-305", "the one instance of a scenario takes the lease before it thinks",
            "ORC-HLD-502", "only a rule of an operator waits for a window to open; home-at-night of the cookbook does",
            "ORC-REB-301", "it holds rules of operators: those built in relocate only where rebalancing is configured");

    /** Percent. The rest are look-ups that always succeed, and what only the tests of the rules set up. */
    private static final double CONDITIONS_SEEN = 80;

    @Test
    void everyScenarioComesTrueAndEveryRuleTakesPart() throws IOException {
        ConditionCoverage conditions = new ConditionCoverage();
        RuleBook rules = RuleBook.builtIn();
        Goldens goldens = Boolean.getBoolean("orcastra.update") ? Goldens.UPDATED : Goldens.COMPARED;
        List<ScenarioResult> results = new ScenarioSuite((scenario, named, policies) -> rules, () -> 0, goldens, conditions,
                Patience.ENDLESS)
                .run(ScenarioFiles.in(List.of(SCENARIOS)));

        assertThat(results).hasSizeGreaterThan(20);
        assertThat(results.stream().flatMap(result -> result.failures().stream())).isEmpty();
        Coverage coverage = Coverage.of(List.of(rules), results, Counted.ALL);
        assertThat(coverage.unfired()).as("never fired").extracting(RuleDescription::id)
                .containsExactlyInAnyOrderElementsOf(OUT_OF_REACH.keySet());
        double seen = ConditionCoverage.percent(conditions.conditions().stream()
                .filter(condition -> !OUT_OF_REACH.containsKey(condition.rule().id())).toList());
        assertThat(seen).as(() -> CoverageWords.of(conditions, CONDITIONS_SEEN)).isGreaterThan(CONDITIONS_SEEN);
    }

    /** Of the processor, since the machine may have other work; the first time the classes are loaded as well. */
    @Test
    void aDayOfVirtualTimeTakesLessThanASecond() {
        ScenarioSuite suite = new ScenarioSuite(RuleBook.builtIn(), ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
        Path day = SCENARIOS.resolve("quiet_day_test.yml");
        suite.run(List.of(day));

        assertThat(suite.run(List.of(day))).singleElement().satisfies(result -> {
            assertThat(result.failures()).isEmpty();
            assertThat(result.length()).isEqualTo(Duration.ofHours(24));
            assertThat(result.took()).isPositive().isLessThan(Duration.ofSeconds(1));
        });
    }
}
