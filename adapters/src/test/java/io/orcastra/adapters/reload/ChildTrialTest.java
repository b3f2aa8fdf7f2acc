package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.lint.RuleLinter;
import io.orcastra.rules.verify.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
class ChildTrialTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    /** Many times what a trial of sound rules takes, and short enough to wait for. */
    private static final Duration SHORT = Duration.ofSeconds(20);
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

    /** With the rules as compiled once, as a daemon has them. */
    @TempDir
    private static Path state;
    @TempDir
    private Path folder;

    private static RuleSet asking(String pattern) {
        return RuleSet.overlaid(List.of(new RuleSource("mine.drl", """
                package io.orcastra.rules
                import io.orcastra.facts.cluster.*
                import io.orcastra.facts.decision.*

                rule "report what is mine"
                    @id( "ORC-TST-402" )
                when
                    %s
                then
                    insertLogical( new Finding( "ORC-TST-402", $subject, "seen", "Maybe" ) );
                end
                """.formatted(pattern))));
    }

    private static Present present(Cluster cluster) {
        return Present.of(Set.copyOf(cluster.facts()), Optional.empty(), SampleDecision.AT);
    }

    private TrialReport judge(Duration deadline) throws Refusal {
        return judge(deadline, RULES, Set.of(), Present.of(SampleDecision.record()));
    }

    private TrialReport judge(Duration deadline, RuleSet rules, Set<String> off, Present present) throws Refusal {
        ChildTrial trial = new ChildTrial(state, deadline,
                new PolicyFolder(() -> rules, () -> Optional.of(folder), new Overruns(state)), RuleSet::builtIn);
        try (Trial.Course course = trial.begin()) {
            RuleBook.cachedIn(state, rules.sources());
            return course.judge(rules, off, present);
        }
    }

    @Test
    void aRuleThatThrowsThoughTheLinterLetItPassIsNamed() throws Refusal {
        RuleSet throwing = asking("Service( $subject : id, 100 / replicas > 7 )");
        assertThat(new RuleLinter().lint(throwing.sources())).isEmpty();
        Present scaledToNone = present(new Cluster().service("a", words -> words.replicas(0)));

        assertThat(judge(LONG, throwing, Set.of(), scaledToNone).isolated()).singleElement().satisfies(isolated -> {
            assertThat(isolated.rule()).isEqualTo("ORC-TST-402");
            assertThat(isolated.reason()).startsWith("its condition threw ArithmeticException");
        });
        assertThat(judge(LONG, throwing, Set.of("ORC-TST-402"), scaledToNone).isolated()).isEmpty();
    }

    @Test
    @DisplayName("Rules are tried on the facts as they are, those too that a snapshot would mask")
    void nothingIsMasked() throws Refusal {
        RuleSet marking = RuleSet.overlaid(List.of(new RuleSource("mine.drl", """
                package io.orcastra.rules
                import io.orcastra.facts.cluster.*
                import io.orcastra.facts.decision.*

                rule "propose marking a node of a pool"
                    @id( "ORC-TST-201" )
                when
                    NodeLabel( key == "token-pool", value == "blue", $node : nodeId )
                then
                    insertLogical( new Proposal( "ORC-TST-201", new SetNodeLabel( $node, "seen", "true" ), "seen", "it is blue" ) );
                end
                """)));

        assertThat(judge(LONG, marking, Set.of(), present(new Cluster().node("n1").label("n1", "token-pool", "blue"))).wanted())
                .singleElement().asString().startsWith("ORC-TST-201 ");
    }

    /** Java tries each way to divide a text in four, which only a text of thousands of letters shows. */
    @Test
    void aRuleThatNeverEndsThoughTheLinterLetItPassIsRefused() throws Refusal {
        RuleSet endless = asking("Node( $subject : id, hostname matches \".*a.*a.*a.*ab\" )");
        assertThat(new RuleLinter().lint(endless.sources())).isEmpty();
        Present nodeOfALongName = present(new Cluster().node("a".repeat(4000)));

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> judge(SHORT, endless, Set.of(), nodeOfALongName));

        assertThat(refusal).hasMessage("on the present facts they came to no end within 20 s");
        assertThat(refusal.problems()).singleElement().asString().startsWith("mine.drl:").contains("Maybe ");
        assertThat(state.toFile().list((in, name) -> name.startsWith("trial-"))).isEmpty();
        assertThat(judge(LONG, endless, Set.of("ORC-TST-402"), nodeOfALongName).isolated()).isEmpty();
    }

    @Test
    @DisplayName("A rule whose matches fill the heap is named, though the linter let it pass, and the others are judged")
    void matchesThatFillTheHeap() throws Refusal {
        RuleSet filling = asking("Task( $subject : id, $service : serviceId, $node : nodeId )\n Task( serviceId == $service )\n"
                + "Task( nodeId == $node )\n Task( serviceId == $service, nodeId == $node )\n"
                + "Task( nodeId == $node, serviceId == $service )");
        assertThat(new RuleLinter().lint(filling.sources())).isEmpty();
        Cluster scaled = new Cluster().node("n1").service("a", words -> words.replicas(50));
        IntStream.rangeClosed(1, 50).forEach(slot -> scaled.task("a", slot, "n1", TaskState.RUNNING, TaskState.RUNNING));

        assertThat(judge(LONG, filling, Set.of(), present(scaled)).isolated()).singleElement().satisfies(isolated -> {
            assertThat(isolated.rule()).isEqualTo("ORC-TST-402");
            assertThat(isolated.reason()).contains("combinations of facts, which fill the heap of");
        });
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
