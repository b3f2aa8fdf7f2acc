package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
class ChildTrialTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final RuleSet RULES = RuleSet.overlaid(List.of(new RuleSource("mine.drl", """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a node"
                @id( "ORC-TST-401" )
            when
                Node( $node : id )
            then
                insertLogical( new Finding( "ORC-TST-401", $node, "seen", "Maybe" ) );
            end
            """)));
    private static final String SCENARIO = """
            title: A node is reported
            cluster:
              nodes:
                hill: { role: manager }
              services:
                shop_web: { on: [ hill ] }
            length: 2m
            expect:
            - at: 1m
              %s: [ { about: hill, says: ORC-TST-401 } ]
            """;

    @TempDir
    private Path state;
    @TempDir
    private Path folder;

    private TrialReport judge(Duration deadline) throws Refusal {
        ChildTrial trial = new ChildTrial(state, deadline,
                new PolicyFolder(() -> RULES, () -> Optional.of(folder), new Overruns(state)));
        try (Trial.Course course = trial.begin()) {
            RuleBook.cachedIn(state, RULES.sources());
            return course.judge(RULES, Set.of(), Present.of(SampleDecision.record()));
        }
    }

    @Test
    void judgesThePresentFactsAndPlaysScenarios() throws Refusal, IOException {
        Path good = Files.writeString(folder.resolve("good_test.yml"), SCENARIO.formatted("findings"));
        Path bad = Files.writeString(folder.resolve("worse_test.yml"), SCENARIO.formatted("no_findings"));

        TrialReport report = judge(LONG);

        assertThat(report.isolated()).isEmpty();
        assertThat(report.failures()).singleElement().asString().startsWith(bad + ":").contains("expected at 1 min")
                .doesNotContain(good.toString());
        assertThat(state.toFile().list((in, name) -> name.startsWith("trial-"))).isEmpty();
    }

    @Test
    void aProcessThatHadToBeEndedIsARefusalAndLeavesNothingBehind() {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> judge(Duration.ofMillis(1)));

        assertThat(refusal).hasMessageMatching(".*(came to no end within|could not be run).*");
        assertThat(state.toFile().list((in, name) -> name.startsWith("trial-"))).isEmpty();
    }
}
