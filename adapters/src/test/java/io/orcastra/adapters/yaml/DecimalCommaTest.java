package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orcastra.adapters.scenario.script.KnownRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Decimal commas")
class DecimalCommaTest {
    private Folder folder;

    @BeforeEach
    void aFolder(@TempDir Path temporary) {
        folder = new Folder(temporary);
    }

    @Test
    void aFractionBehindACommaIsToldToBeOneBehindAPoint() {
        folder.with("swarm.yml", "rules: { parameters: { big: { least: 7,5 GiB } } }\n")
                .with("rebalance_config.yml", "default:\n  memory_difference_gb: 2,5\n");

        assertThat(ProblemReport.of(folder.problems(Map.of()))).contains(
                "swarm.yml:1:40: error: \"5 GiB\" stands behind a comma, which ends the value before it",
                "Maybe 7.5 GiB is meant: a point, not a comma.", "rebalance_config.yml:2:25: ", "\"2,5\"",
                "Maybe 2.5 is meant: a point, not a comma.").doesNotContain("cannot be the name of a parameter");
    }

    @Test
    void numbersThatOnlyStandBesideACommaAreNoFraction() {
        folder.with("swarm.yml", "rules: { parameters: { big: { least: 7, most: 9, of: [1,2] } } }\n");

        assertThat(ProblemReport.of(folder.problems(Map.of()))).doesNotContain("a comma");
    }

    @Test
    void soAreSizes() throws IOException {
        Path file = Files.writeString(folder.path().resolve("x_test.yml"),
                "cluster:\n  nodes:\n    oak:\n      memory: 4,5 GiB\n    elm: { memory: 4,5 GiB }\nlength: 1m\n");

        assertThatExceptionOfType(ConfigurationInvalid.class).isThrownBy(() -> ScriptReader.read(file, (named, policies) -> new KnownRules(Set.of(), Set.of())))
                .satisfies(e -> assertThat(ProblemReport.of(e.problems())).contains(":4:15: error: ", ":5:22: error: ")
                        .contains("Maybe 4.5 GiB is meant: a point, not a comma."));
    }
}
