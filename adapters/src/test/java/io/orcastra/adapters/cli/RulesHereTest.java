package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.adapters.reload.LastGood;
import io.orcastra.adapters.reload.TeaRule;
import io.orcastra.adapters.status.StatusSocket;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.engine.port.Clock;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleSet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RulesHereTest {
    private static final RuleSet GOOD = TeaRule.besideTheBuiltIn();

    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();

    @Command
    private static final class Asking {
        @Mixin
        private Inputs inputs;
    }

    private RulesHere.InForce inForce() throws Exception {
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/tea.drl"), "package io.orcastra.rules\nrule \"half\" when");
        Asking asking = new Asking();
        new CommandLine(asking).parseArgs("--config", folder.toString());
        Surroundings surroundings = new Surroundings(Map.of("STATE_DIR", folder.resolve("state").toString()), folder,
                new PrintWriter(new StringWriter()), new PrintWriter(err, true), false, Clock.of(() -> Instant.EPOCH, () -> 0));
        Configuration configuration = new ConfigurationLoader().load(folder, Map.of());
        return new RulesHere(surroundings, asking.inputs).of(configuration);
    }

    private RulesHere.InForce besideDaemon(RuleSet decides) throws Exception {
        String status = "{\"rules\": {\"hash\": \"" + decides.hash() + "\"}}";
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
    void whereTheyAreNotKeptOrNoDaemonRunsTheFolderCounts() {
        assertThatThrownBy(() -> besideDaemon(GOOD)).isInstanceOf(InvalidRules.class);
        assertThat(err.toString()).contains("are not kept");
        assertThatThrownBy(this::inForce).isInstanceOf(InvalidRules.class);
    }
}
