package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.reload.LastGood;
import io.orcastra.adapters.reload.LaxRule;
import io.orcastra.adapters.reload.TeaRule;
import io.orcastra.adapters.status.StatusSocket;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.engine.port.Clock;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RulesHereTest {
    private static final RuleSet GOOD = TeaRule.besideTheBuiltIn();
    private static final String TEA = GOOD.file("tea.drl").orElseThrow().source().text();

    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();
    private String inFolder = "package io.orcastra.rules\nrule \"half\" when";
    private String quarantined = "[]";

    @Command
    private static final class Asking {
        @Mixin
        private Inputs inputs;
    }

    private RulesHere.InForce inForce() throws Exception {
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/tea.drl"), inFolder);
        Asking asking = new Asking();
        new CommandLine(asking).parseArgs("--config", folder.toString());
        Surroundings surroundings = new Surroundings(Map.of("STATE_DIR", folder.resolve("state").toString()), folder,
                new PrintWriter(new StringWriter()), new PrintWriter(err, true), false, Clock.of(() -> Instant.EPOCH, () -> 0));
        Configuration configuration = new ConfigurationLoader().load(folder, Map.of());
        return new RulesHere(surroundings, asking.inputs).of(configuration);
    }

    private RulesHere.InForce besideDaemon(RuleSet decides) throws Exception {
        String status = "{\"rules\": {\"hash\": \"" + decides.hash() + "\", \"quarantined\": " + quarantined + "}}";
        try (StatusSocket socket = StatusSocket.open(folder.resolve("state"), Map.of("/status", () -> Optional.of(status)))) {
            assertThat(socket).isNotNull();
            return inForce();
        }
    }

    @Test
    void besideABadEditTheRulesOfTheDaemonDecide() throws Exception {
        new LastGood(folder.resolve("state")).keep(GOOD);
        RulesHere.InForce here = besideDaemon(GOOD);

        assertThat(here.files()).isEqualTo(GOOD);
        assertThat(here.book().rules()).extracting(RuleDescription::id).contains("ORC-TST-401");
        assertThat(err.toString()).contains("other rules than those of the folder").contains("Maybe orcastra check");
    }

    @Test
    void soDoTheOnesBuiltInWhereTheyAreInForce() throws Exception {
        assertThat(besideDaemon(RuleSet.builtIn()).files()).isEqualTo(RuleSet.builtIn());
    }

    @Test
    void whatTheDaemonHasInForceIsNotLintedAndTheFolderAloneIs() throws Exception {
        inFolder = LaxRule.TEXT;
        RuleSet lax = RuleSet.overlaid(List.of(new RuleSource("tea.drl", LaxRule.TEXT)));

        assertThat(besideDaemon(lax).files()).isEqualTo(lax);
        assertThat(err.toString()).isEmpty();
        assertThatThrownBy(this::inForce).isInstanceOf(InvalidRules.class).hasMessageContaining(LaxRule.PROBLEM);

        inFolder = TEA;
        new LastGood(folder.resolve("state")).keep(lax);
        assertThat(besideDaemon(lax).files()).isEqualTo(lax);
    }

    @Test
    void rulesThatFailedInTheDaemonAreLeftOutAndWhatTheyMightHaveForbiddenIsKnown() throws Exception {
        inFolder = TEA;
        quarantined = "[{\"rule\": \"ORC-TST-401\", \"file\": \"tea.drl\", \"reason\": \"it threw\"},"
                + "{\"rule\": \"ORC-MEM-301\", \"file\": \"memory.drl\", \"reason\": \"it looped\"}]";
        RulesHere.InForce here = besideDaemon(GOOD);

        assertThat(here.files()).isEqualTo(GOOD);
        assertThat(here.book().off()).containsExactlyInAnyOrder("ORC-TST-401", "ORC-MEM-301");
        assertThat(here.book().missing()).singleElement().satisfies(rule -> {
            assertThat(rule.rule()).isEqualTo("ORC-MEM-301");
            assertThat(rule.reason()).isEqualTo("it looped");
        });
        assertThat(err.toString().lines()).containsExactly("The daemon has left out what failed in it, and so does this: "
                + "ORC-TST-401 (tea.drl), ORC-MEM-301 (memory.drl). Maybe its /status says why.");
    }

    @Test
    void soIsAFileThatCameToNoEnd() throws Exception {
        inFolder = TEA;
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/overrun-rules"),
                UUID.nameUUIDFromBytes(TEA.getBytes(StandardCharsets.UTF_8)) + " tea.drl\n");
        quarantined = "[{\"file\": \"tea.drl\", \"reason\": \"its rules came to no end\"}]";
        RulesHere.InForce here = besideDaemon(RuleSet.builtIn());

        assertThat(here.files()).isEqualTo(RuleSet.builtIn());
        assertThat(err.toString().lines()).containsExactly(
                "The daemon has left out what failed in it, and so does this: all of tea.drl. Maybe its /status says why.");
    }

    @Test
    void soTheyAreWhereTheRulesOfTheDaemonAreNotKept() throws Exception {
        inFolder = TEA + "// edited\n";
        quarantined = "[{\"file\": \"tea.drl\", \"reason\": \"its rules came to no end\"},"
                + "{\"rule\": \"ORC-MEM-301\", \"file\": \"memory.drl\", \"reason\": \"it looped\"}]";

        assertThat(besideDaemon(GOOD).book().off()).containsExactlyInAnyOrder("ORC-TST-401", "ORC-MEM-301");
        assertThat(err.toString()).contains("are not kept");
    }

    @Test
    void whereTheyAreNotKeptOrNoDaemonRunsTheFolderCounts() {
        assertThatThrownBy(() -> besideDaemon(GOOD)).isInstanceOf(InvalidRules.class);
        assertThat(err.toString()).contains("are not kept");
        assertThatThrownBy(this::inForce).isInstanceOf(InvalidRules.class);
    }
}
