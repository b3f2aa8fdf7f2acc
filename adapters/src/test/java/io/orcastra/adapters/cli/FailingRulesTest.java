package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.recorder.RecordedFolder;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that is good by all that is checked and throws on the facts. */
class FailingRulesTest {
    private static final String SAMPLE = Path.of("..", "config", "samples", "rebalancing").toString();
    private static final String SNAPSHOT = Path.of(SAMPLE, "snapshot.json").toString();
    private static final String REASON = "mine.drl:6: rule ORC-TST-401: its condition threw ArithmeticException";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path folder;
    private Path state = Path.of("target", "test-state");

    @BeforeEach
    void aRuleThatThrows() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("rules")).resolve("mine.drl"), """
                package io.orcastra.rules

                import io.orcastra.facts.cluster.*
                import io.orcastra.facts.decision.*

                rule "report a test"
                    @id( "ORC-TST-401" )
                when
                    Node( $node : id, 100 / ( resources.memoryBytes - resources.memoryBytes ) < 7 )
                then
                    insertLogical( new Finding( "ORC-TST-401", $node, "seen", "Maybe look" ) );
                end
                """);
    }

    @Test
    void aDryRunNamesItAndGoesOnWithoutIt() {
        assertThat(orcastra("dry-run", "--config", SAMPLE, "--snapshot", SNAPSHOT)).isEqualTo(1);

        named();
        assertThat(out.toString()).contains("Plan", "A rule failed and was taken out, so this goes without it: " + REASON);
    }

    @Test
    void aDryRunTellsProgramsAsWell() throws IOException {
        assertThat(orcastra("dry-run", "--config", SAMPLE, "--snapshot", SNAPSHOT, "--output", "json")).isEqualTo(1);

        List<String> notes = new ArrayList<>();
        new ObjectMapper().readTree(out.toString()).path("notes").forEach(note -> notes.add(note.asText()));
        assertThat(notes).filteredOn(note -> note.contains(REASON)).hasSize(1);
    }

    @Test
    void anExplanationNamesIt() {
        assertThat(orcastra("explain", "metrics_panel", "--config", SAMPLE, "--snapshot", SNAPSHOT)).isEqualTo(1);

        named();
        assertThat(out.toString()).startsWith("metrics_panel: service");
    }

    @Test
    void aReplayNamesItThoughNoDecisionDiffers() throws IOException {
        state = folder.resolve("state");
        RecordedFolder.fill(state);

        assertThat(orcastra("replay", "--since", "24h")).isEqualTo(1);
        named();
        assertThat(out.toString()).contains("Every decision is the same.\nA rule failed and was taken out", REASON);

        out.getBuffer().setLength(0);
        assertThat(orcastra("replay", "--since", "24h", "--output", "json")).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/notes/0").asText()).contains(REASON);
        assertThat(report.path("differences")).isEmpty();
    }

    private void named() {
        assertThat(err.toString()).contains("Rules failed and were taken out; what is shown goes without them:\n" + REASON)
                .contains("\n    rule \"report a test\"\n  Maybe a value can be absent").doesNotContain("\tat ");
        assertThat(err.toString().split("ORC-TST-401", -1)).as("told once").hasSize(2);
    }

    private int orcastra(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--rules", folder.resolve("rules").toString()));
        Surroundings surroundings = new Surroundings(
                Map.of("STATE_DIR", state.toString(), "DOCKER_HOST", "unix://" + folder.resolve("no.sock")), folder,
                new PrintWriter(out), new PrintWriter(err), false, Clock.of(() -> Instant.parse("2026-01-01T10:00:00Z"), () -> 0));
        return Orcastra.execute(surroundings, all.toArray(String[]::new));
    }
}
