package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.recorder.RecordedFolder;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.recording.Entry;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a command is given by mistake")
class MistakenArgumentsTest {
    private static final Path SAMPLE = Path.of("..", "config", "samples", "small");
    private static final Instant NOW = Instant.parse("2026-11-20T12:05:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int orcastra(String... line) {
        return orcastra(Path.of("target", "test-state"), line);
    }

    private int orcastra(Path state, String... line) {
        return Orcastra.execute(new Surroundings(Map.of("STATE_DIR", state.toString()), folder, new PrintWriter(out, true),
                new PrintWriter(err, true), false, Clock.of(() -> NOW, () -> 0)), line);
    }

    @Test
    void aFolderInThePlaceOfAFileIsToldToBeOne() throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules/x.drl")).getParent();
        String story = folder.resolve("story.yml").toString();
        String snapshot = folder.resolve("snapshot.json").toString();

        assertThat(orcastra("dry-run", "--config", SAMPLE.toString(), "--snapshot", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(folder + ": is a folder\nMaybe name the snapshot in it, as in " + snapshot + ".\n");
        err.getBuffer().setLength(0);
        assertThat(orcastra("demo", "--scenario", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(folder + ": is a folder\nMaybe name the story in it, as in " + story + ".\n");
        assertThat(orcastra("check", "--config", SAMPLE.toString(), "--rules", rules.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("x.drl: this is a folder, not a file of rules\n  Maybe move the files in it beside it")
                .doesNotContain("permissions");
    }

    @Test
    void aFileOfRulesThatIsEmptyIsToldToBeEmpty() throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve("x.drl"), "\n");

        assertThat(orcastra("check", "--config", SAMPLE.toString(), "--rules", rules.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("x.drl: the file is empty\n  Maybe ").doesNotContain("package");
    }

    @Test
    void aSnapshotOfTheFutureIsAWrongClock() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode snapshot = json.readTree(SAMPLE.resolve("snapshot.json").toFile());
        ((ObjectNode) snapshot).put("takenAt", "2099-01-01T00:00:00Z");
        Path file = folder.resolve("snapshot.json");
        json.writeValue(file.toFile(), snapshot);

        orcastra("dry-run", "--config", SAMPLE.toString(), "--snapshot", file.toString());
        assertThat(out.toString()).containsPattern("2099-01-01 00:00:00 UTC, which is in \\d+ d.*: maybe the clock here or there is wrong")
                .doesNotContain("s ago");
    }

    @Test
    void whatANewScenarioIsNotMadeFromIsNotTakenInSilence() {
        assertThat(orcastra("test", "--new", SAMPLE.resolve("snapshot.json").toString(), folder.toString(), "nosuch")).isEqualTo(2);
        assertThat(err.toString()).contains("--new plays nothing, so that " + folder + " has no effect").contains("\nMaybe leave it out");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aNameThatNoDecisionNamesMayBeMisspelt() throws IOException {
        RecordedFolder.fill(folder.resolve("state"), List.of(Entry.Cycle.of(new Evaluation(RuleVerifier.pack(), Budgets.DEFAULT,
                EngineListener.NOOP).evaluate(Set.of(), NOW.minus(Duration.ofMinutes(5))), 0)));

        assertThat(orcastra(folder.resolve("state"), "history", "--service", "nosuch")).as(() -> err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("nothing was decided since 2026-11-19 12:05:00 UTC about a service or node nosuch\n"
                + "Maybe --since has to reach further back, or the name is misspelt.\n");
    }
}
