package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.reload.TeaRule;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one bad file of rules does to the scenarios of {@code orcastra test}. */
class RulesBesideScenariosTest {
    private static final String SCENARIO = """
            cluster: { nodes: { hill: { role: manager } }, services: {} }
            length: 1m
            expect: [ { from: 0s, only_actions: [] } ]
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;
    private Path rules;

    @BeforeEach
    void threeScenariosBesideRulesAndOneBesideNone() throws IOException {
        rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve("tea.drl"), TeaRule.besideTheBuiltIn().file("tea.drl").orElseThrow().source().text());
        Files.writeString(rules.resolve("a_test.yml"), SCENARIO + "policies: [ tea ]\n");
        Files.writeString(rules.resolve("b_test.yml"), SCENARIO);
        Files.writeString(rules.resolve("c_test.yml"), SCENARIO);
        Files.writeString(Files.createDirectories(folder.resolve("elsewhere/deep")).resolve("d_test.yml"), SCENARIO);
    }

    private Path results() {
        return folder.resolve("none/results.xml");
    }

    private int test() throws IOException {
        Path none = Files.createDirectories(folder.resolve("none"));
        return Orcastra.execute(new Surroundings(Map.of("STATE_DIR", Path.of("target", "test-state").toString()), folder,
                new PrintWriter(out, true), new PrintWriter(err, true), false,
                Clock.of(() -> Instant.parse("2026-11-20T12:05:00Z"), () -> 0)), "test", "--config", none.toString(),
                "--junit", results().toString(), folder.toString());
    }

    private void onlyThoseThatNeedItFail(String message) throws IOException {
        assertThat(test()).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("ok    " + rules.resolve("a_test.yml"), "ok    " + folder.resolve("elsewhere/deep/d_test.yml"))
                .contains("FAIL  " + rules.resolve("b_test.yml"), "FAIL  " + rules.resolve("c_test.yml"))
                .containsOnlyOnce(message)
                .contains("c_test.yml: not played: its rules are no good, as said of " + rules.resolve("b_test.yml"))
                .contains("4 scenarios, 2 failed");
    }

    @Test
    void aFileThatIsNoTextFailsTheScenariosThatNeedIt() throws IOException {
        Files.write(rules.resolve("latin.drl"), new byte[] {'/', '/', '\n', '/', '/', (byte) 0xe4});

        onlyThoseThatNeedItFail(rules.resolve("latin.drl") + ":2:3: the file is not UTF-8 text");
    }

    @Test
    void whatLooksLikeAScenarioOrLikeRulesAndIsNotReadFailsTheTest() throws IOException {
        Files.delete(rules.resolve("b_test.yml"));
        Files.delete(rules.resolve("c_test.yml"));
        Files.move(rules.resolve("a_test.yml"), rules.resolve("a_test.yaml"));
        Files.writeString(rules.resolve("Big.DRL"), "");

        assertThat(test()).isEqualTo(1);
        assertThat(out.toString()).contains("1 scenario, 0 failed",
                "FAIL  " + rules.resolve("a_test.yaml") + ": this looks like a scenario and is not read",
                "Maybe rename it to a_test.yml.", "FAIL  " + rules.resolve("Big.DRL") + ": this looks like rules and is not read");
        assertThat(results()).as("for a build server").content().contains("tests=\"3\" failures=\"2\"",
                "classname=\"" + rules.resolve("a_test.yaml") + "\" name=\"is read\"",
                "<failure message=\"" + rules.resolve("Big.DRL") + ": this looks like rules and is not read");
    }

    @Test
    void rulesDeeperThanThoseThatScenariosArePlayedWithFailTheTestUnlessOthersArePlayedWithThem() throws IOException {
        Files.delete(rules.resolve("b_test.yml"));
        Files.delete(rules.resolve("c_test.yml"));
        Path sub = Files.createDirectories(rules.resolve("sub/deep"));
        Files.copy(rules.resolve("tea.drl"), sub.resolve("tea.drl"));

        assertThat(test()).isEqualTo(1);
        assertThat(out.toString()).contains("2 scenarios, 0 failed", "FAIL  " + sub.resolve("tea.drl") + ": these rules are not read");

        out.getBuffer().setLength(0);
        Files.copy(rules.resolve("a_test.yml"), sub.resolve("e_test.yml"));
        assertThat(test()).as(() -> out.toString()).isZero();
        assertThat(out.toString()).contains("3 scenarios, 0 failed").doesNotContain("FAIL");
    }

    @Test
    void ifThereIsNoneAtAllTheNearestIsNamed() throws IOException {
        for (String name : new String[] {"a", "b", "c"}) {
            Files.delete(rules.resolve(name + "_test.yml"));
        }
        Files.move(folder.resolve("elsewhere/deep/d_test.yml"), rules.resolve("d_test.yaml"));

        assertThat(test()).isEqualTo(1);
        assertThat(err.toString()).contains("there is no scenario", "d_test.yaml: this looks like a scenario")
                .endsWith("Maybe rename it to d_test.yml.\n");
    }

    @Test
    void soDoesOneThatCannotBeRead() throws IOException {
        Files.createSymbolicLink(rules.resolve("gone.drl"), Path.of("nowhere"));

        onlyThoseThatNeedItFail(rules.resolve("gone.drl") + ": the file is a link that leads nowhere");
    }

    @Test
    void soDoesOneThatDoesNotParse() throws IOException {
        Files.writeString(rules.resolve("broken.drl"), "package io.orcastra.rules\nrule \"x\"\nwhen\n  ((\n");

        onlyThoseThatNeedItFail(rules.resolve("broken.drl") + ":4:5: rule \"x\" does not end");
    }

    @Test
    void oneThatNoScenarioNeedsIsToldAndTheTestFails() throws IOException {
        Files.delete(rules.resolve("b_test.yml"));
        Files.delete(rules.resolve("c_test.yml"));
        Files.write(rules.resolve("latin.drl"), new byte[] {(byte) 0xe4});

        assertThat(test()).isEqualTo(1);
        assertThat(out.toString()).containsOnlyOnce(rules.resolve("latin.drl") + ":1:1: the file is not UTF-8 text")
                .contains("2 scenarios, 0 failed", "no daemon would take these rules");
        assertThat(results()).as("for a build server").content().contains("tests=\"3\" failures=\"1\"", "name=\"is taken by a daemon\"",
                "latin.drl:1:1: the file is not UTF-8 text");
    }

    @Test
    void oneInThePlaceOfABuiltInFileIsNeededByAll() throws IOException {
        Files.write(rules.resolve("anchors.drl"), new byte[] {(byte) 0xe4});

        assertThat(test()).isEqualTo(1);
        assertThat(out.toString()).containsOnlyOnce("anchors.drl:1:1: ").contains("4 scenarios, 3 failed");
    }

    @Test
    void aScenarioThatNamesTheBadFileFails() throws IOException {
        Files.write(rules.resolve("latin.drl"), new byte[] {(byte) 0xe4});
        Files.writeString(rules.resolve("a_test.yml"), SCENARIO + "policies: [ tea, latin ]\n");

        assertThat(test()).isEqualTo(1);
        assertThat(out.toString()).containsOnlyOnce("latin.drl:1:1: ").contains("4 scenarios, 3 failed");
    }
}
