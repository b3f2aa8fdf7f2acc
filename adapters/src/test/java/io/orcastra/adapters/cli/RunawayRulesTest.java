package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.recorder.RecordedFolder;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.recording.Entry;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A condition that runs away, though all that is checked lets it pass. */
class RunawayRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(60);
    /** Twice as many take sixteen times as long; these take a second or two, so that nothing computes on when the test has ended. */
    private static final String LONG = "a".repeat(250);
    /** Calls of one another that the pattern takes in Java's matcher, less some. */
    private static final int DEEP = 15;
    private static final String RULE = """
            mine.drl:6: rule ORC-TST-401: its condition came to no end within 60 s of computing
                rule "report a test"
              Maybe a pattern of text repeats what repeats already""";

    /** Its second condition runs away only for who reads it in order: the third is never met, so the rules do not ask for it. */
    private static final String WALKED = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a test"
                @id( "ORC-TST-401" )
            when
                Node( $node : id, $name : hostname )
                NodeMemory( nodeId == $node, $at : host, $name matches "((((.*a)).*a).*a.*a)b" )
                Task( nodeId == $at, slot == 999 )
            then
                insertLogical( new Finding( "ORC-TST-401", $node, "seen", "Maybe look" ) );
            end
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void aRuleThatRunsAway() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("rules")).resolve("mine.drl"), """
                package io.orcastra.rules

                import io.orcastra.facts.cluster.*
                import io.orcastra.facts.decision.*

                rule "report a test"
                    @id( "ORC-TST-401" )
                when
                    Node( $node : id, hostname matches "((((.*a)).*a).*a.*a)b" )
                then
                    insertLogical( new Finding( "ORC-TST-401", $node, "seen", "Maybe look" ) );
                end
                """);
        Files.writeString(folder.resolve("swarm.yml"), "nodes: {}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dry-run --snapshot SNAPSHOT", "explain LONG --snapshot SNAPSHOT", "replay --since 1h",
        "demo --scenario STORY --speed 0"})
    @DisplayName("A command whose rules come to no end ends with exit code 1 and names the rule with its place")
    void endsTheCommandAndNamesTheRule(String command) throws IOException {
        assertThat(orcastra(command.replace("LONG", LONG).replace("SNAPSHOT", snapshot()).replace("STORY", story()).split(" ")))
                .isEqualTo(1);

        assertThat(err.toString()).contains(RULE).doesNotContain("\tat ");
    }

    @Test
    @DisplayName("An explanation that comes to no end by itself, where the rules did, names rule and condition with its place")
    void namesTheConditionTheExplanationIsAt() throws IOException {
        Files.writeString(folder.resolve("rules/mine.drl"), WALKED);

        assertThat(orcastra("explain", LONG, "--rule", "ORC-TST-401", "--snapshot", snapshot())).isEqualTo(1);

        assertThat(err.toString()).contains("""
                mine.drl:10: rule ORC-TST-401: what is to be told of it came to no end within 60 s of computing, at this condition
                        NodeMemory( nodeId == $node, $at : host, $name matches "((((.*a)).*a).*a.*a)b" )
                  Maybe a pattern of text repeats what repeats already""").doesNotContain("\tat ");
    }

    @Test
    @DisplayName("So does a scenario whose conditions are counted")
    void namesTheConditionThatIsCounted() throws IOException {
        Files.writeString(folder.resolve("rules/mine.drl"), WALKED);
        Files.writeString(folder.resolve("rules/a_test.yml"), "cluster: { nodes: { " + LONG + ": { role: manager } }, services: {} }\n"
                + "series: { " + LONG + ".memory: 50% }\nlength: 1m\nexpect: [ { from: 0s, only_actions: [] } ]\n");

        assertThat(orcastra("test", "--condition-coverage", "0", folder.resolve("rules").toString())).isEqualTo(1);

        assertThat(out.toString()).contains("mine.drl:10: rule ORC-TST-401: what is to be told of it came to no end within 60 s of computing, "
                + "at this condition");
    }

    @Test
    @DisplayName("A scenario whose rules come to no end fails, others beside the same rules are not played, all others are")
    void failsTheScenarioAndThoseBesideTheSameRules() throws IOException {
        String scenario = "cluster: { nodes: { " + LONG + ": { role: manager } }, services: {} }\n"
                + "length: 1m\nexpect: [ { from: 0s, only_actions: [] } ]\n";
        Path beside = folder.resolve("rules");
        Files.writeString(beside.resolve("a_test.yml"), scenario);
        Files.writeString(beside.resolve("b_test.yml"), scenario);
        Path elsewhere = Files.createDirectory(folder.resolve("scenarios"));
        Files.writeString(elsewhere.resolve("c_test.yml"), scenario);
        Path results = folder.resolve("results.xml");

        int exit = Orcastra.execute(surroundings(), "test", "--config", Files.createDirectory(folder.resolve("none")).toString(), "--junit",
                results.toString(), beside.toString(), elsewhere.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).contains("FAIL  " + beside.resolve("a_test.yml"), RULE.indent(6).lines().findFirst().orElseThrow().strip(),
                "b_test.yml: not played: mine.drl:6: rule ORC-TST-401", "ok    " + elsewhere.resolve("c_test.yml"),
                "3 scenarios, 2 failed");
        assertThat(results).content().contains("tests=\"3\" failures=\"2\"", "mine.drl:6: rule ORC-TST-401");
    }

    /** Of a swarm with a node of a long name; the replay finds it recorded. */
    private String snapshot() throws IOException {
        Set<Object> facts = Set.copyOf(new Cluster().node(LONG).memory(LONG, 50).facts());
        RecordedFolder.fill(folder.resolve("state"), List.of(Entry.Cycle.of(
                new Evaluation(RuleVerifier.pack(), Budgets.DEFAULT, EngineListener.NOOP).evaluate(facts, EARLIER), 0)));
        return Files.writeString(folder.resolve("snapshot.json"),
                new SnapshotFormat().write(new Snapshot(EARLIER, facts, Optional.empty()))).toString();
    }

    private String story() throws IOException {
        return Files.writeString(folder.resolve("story.yml"), """
                title: A node of a long name
                length: 1m
                speed: 20
                nodes: { %s: { role: manager } }
                services: {}
                story:
                - at: 5s
                  say: Nothing happens.
                """.formatted(LONG)).toString();
    }

    private int orcastra(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", folder.toString()));
        return Orcastra.execute(surroundings(), all.toArray(String[]::new));
    }

    private Surroundings surroundings() {
        return new Surroundings(Map.of("STATE_DIR", folder.resolve("state").toString()), folder, new PrintWriter(out, true),
                new PrintWriter(err, true), false, Clock.of(() -> NOW, () -> 0), RunawayRulesTest::computed);
    }

    /** As if an hour of it went into matching as deep as no honest text needs, and none into anything else. */
    private static long computed(Thread thread) {
        long deep = Stream.of(thread.getStackTrace()).filter(frame -> frame.getClassName().startsWith("java.util.regex.")).count();
        return deep > DEEP ? 3_600_000_000_000L : 0;
    }
}
