package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of an operator's own are explained, or named as what cannot be, and their coverage is told apart. */
class OwnRulesCommandTest {
    private static final Path REBALANCING = Path.of("..", "config", "samples", "rebalancing");
    private static final Clock CLOCK = Clock.of(() -> Instant.parse("2026-11-20T12:05:00Z"), () -> 0);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int orcastra(String... arguments) {
        Map<String, String> environment = Map.of("STATE_DIR", Path.of("target", "test-state").toString(),
                "DOCKER_HOST", "unix://" + folder.resolve("no.sock"));
        return Orcastra.execute(new Surroundings(environment, folder, new PrintWriter(out, true), new PrintWriter(err, true),
                false, CLOCK), arguments);
    }

    /** What {@code check} lets pass and explanations do not understand: a result of a narrow type, which no rule has needed so far. */
    @Test
    void explainNamesTheRulesItCannotExplain() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("own.drl"), rule("ORC-OWN-201", "usedBytes > 5 )\n    Long( longValue > 6 ) from "
                + "accumulate( TaskMemory( nodeId == $node, $set : workingSetBytes ), sum( $set )")
                + rule("ORC-OWN-202", "freeBytes > totalBytes / 2").replaceFirst("(?s).*(?=rule )", ""));
        List<String> inputs = List.of("--config", REBALANCING.toString(), "--rules", own.toString(),
                "--snapshot", REBALANCING.resolve("snapshot.json").toString());

        assertThat(explained(inputs, "oak", "--rule", "ORC-OWN-201")).contains("Not explained (1)",
                "ORC-OWN-201 cannot be explained: explanations do not understand what is accumulated to a Long "
                        + "without a variable for it  [own.drl:14]");
        assertThat(explained(inputs, "oak", "--rule", "ORC-OWN-202")).doesNotContain("Not explained")
                .containsPattern("memory of oak: free bytes is [0-9.]+ GiB, wanted more than [0-9.]+ GiB \\([0-9.]+ GiB short\\)");
        assertThat(explained(inputs, "oak", "--output", "json")).contains("\"unexplained\" : [ {", "\"rule\" : \"ORC-OWN-201\"",
                "\"text\" : \"explanations do not understand what is accumulated to a Long without a variable for it\"");
    }

    private String explained(List<String> inputs, String... asked) {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(asked));
        all.addAll(inputs);
        assertThat(orcastra(all.toArray(String[]::new))).as(() -> err.toString()).isZero();
        return out.toString();
    }

    private static String rule(String id, String constraint) {
        return """
                /*
                 * Own.
                 *
                 * Promise:  nothing.
                 * Settings: none.
                 * Rules:    ORC-OWN-2nn.
                 */
                package io.orcastra.rules

                import io.orcastra.facts.cluster.*
                import io.orcastra.facts.decision.*


                rule "propose labelling a node by %1$s"
                    @id( "%1$s" )
                when
                    Node( $node : id, $hostname : hostname )
                    NodeMemory( nodeId == $node, %2$s )
                    not NodeLabel( nodeId == $node, key == "%1$s" )
                then
                    insertLogical( new Proposal( "%1$s", new SetNodeLabel( $node, "%1$s", "" ), "own", $hostname ) );
                end
                """.formatted(id, constraint);
    }

    @Test
    void coverageIsOfYourOwnRulesWhereThereAreSome() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("own.drl"), rule("ORC-OWN-201", "usedBytes > 5") + rule("ORC-OWN-202", "usedBytes < 5")
                .replaceFirst("(?s).*(?=rule )", ""));
        Files.writeString(own.resolve("own_test.yml"), """
                title: One of two rules
                cluster: { nodes: { oak: { role: manager, memory: 4 GiB } } }
                series: { oak.memory: 50% }
                length: 1m
                expect: [ { from: 0s, proposals: [ "label oak ORC-OWN-201=" ] } ]
                """);

        assertThat(orcastra("test", own.toString(), "--coverage", "50", "--condition-coverage", "10")).as(() -> out + "" + err).isZero();
        assertThat(out.toString()).contains("50.0 % of your own rules fired (1 of 2)\n", "ORC-OWN-202 propose labelling",
                "of what conditions of your own rules can come to was seen (6 conditions)").doesNotContain("ORC-MEM-");
        assertThat(orcastra("test", own.toString(), "--coverage", "51")).isEqualTo(1);
        assertThat(orcastra("test", own.toString(), "--coverage", "50", "--coverage-of", "all")).isEqualTo(1);
        assertThat(out.toString()).contains(" of the rules fired (", "ORC-MEM-");
    }
}
