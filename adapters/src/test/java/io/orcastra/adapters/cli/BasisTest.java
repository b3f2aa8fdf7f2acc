package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.adapters.status.StatusSocket;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.Background;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.rules.RuleSet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands beside a daemon while swarm.yml is no good. */
class BasisTest {
    private static final Path SAMPLE = Path.of("..", "config", "samples", "rebalancing");
    private static final String LAST_GOOD = "this goes by the last good one, which the daemon has in force. Maybe orcastra check says more.";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    @TempDir
    private Path folder;
    private Path sample = SAMPLE;
    private String off = "[]";
    private String files;
    private final Set<Object> more = new HashSet<>();

    @BeforeEach
    void editedBadly() throws Exception {
        files = "[\"" + folder.resolve("swarm.yml") + "\"]";
        Files.writeString(folder.resolve("swarm.yml"), "nodes: {}\nrules: { of: [ ORC-MEM-201 ], blast_radius: many }\n");
    }

    private int orcastra(String... arguments) {
        Surroundings surroundings = new Surroundings(
                Map.of("STATE_DIR", folder.resolve("state").toString(), "DOCKER_HOST", "unix://" + folder.resolve("no.sock")), folder,
                new PrintWriter(out, true), new PrintWriter(err, true), false,
                Clock.of(() -> Instant.parse("2026-11-20T12:05:00Z"), () -> 0));
        return Orcastra.execute(surroundings, arguments);
    }

    private int besideDaemon(String... arguments) throws Exception {
        String status = "{\"rules\": {\"hash\": \"" + RuleSet.builtIn().hash() + "\", \"quarantined\": [], \"off\": " + off
                + "}, \"configuration\": {\"files\": " + files + "}}";
        Configuration inForce = new ConfigurationLoader().load(sample, Map.of());
        Snapshot seen = new SnapshotFormat().read("sample", Files.readString(sample.resolve("snapshot.json")), skipped -> { });
        Set<Object> facts = new HashSet<>(seen.facts());
        facts.addAll(inForce.policies());
        facts.addAll(more);
        String known = new SnapshotFormat().write(new Snapshot(seen.takenAt(), facts,
                Optional.of(Background.none(inForce.settings().engine().budgets()))));
        try (StatusSocket socket = StatusSocket.open(folder.resolve("state"),
                Map.of("/status", () -> Optional.of(status), "/snapshot", () -> Optional.of(known)))) {
            assertThat(socket).isNotNull();
            return orcastra(arguments);
        }
    }

    @Test
    void explainGoesByWhatTheDaemonHasInForce() throws Exception {
        assertThat(besideDaemon("explain", "metrics_panel", "--config", folder.toString())).as(() -> err.toString()).isZero();

        assertThat(out.toString()).contains("move 1 task of metrics_panel away from oak  [ORC-MEM-201]");
        assertThat(err.toString()).containsOnlyOnce(LAST_GOOD).contains("The configuration cannot be used (" + folder.resolve("swarm.yml") + ":2:");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void soItDoesWithoutTheRulesThatOneSwitchesOff() throws Exception {
        off = "[\"ORC-MEM-201\"]";
        assertThat(besideDaemon("explain", "metrics_panel", "--config", folder.toString())).isZero();
        assertThat(out.toString()).startsWith("metrics_panel: ").doesNotContain("ORC-MEM-201");
    }

    @Test
    void soItDoesWhenAllFilesAreGoneWhileSomeAreInForce() throws Exception {
        Files.delete(folder.resolve("swarm.yml"));
        assertThat(besideDaemon("explain", "metrics_panel", "--config", folder.toString())).isZero();
        assertThat(err.toString()).contains("The configuration cannot be used (no file of it is in ", LAST_GOOD);

        err.getBuffer().setLength(0);
        files = "[]";
        assertThat(besideDaemon("explain", "metrics_panel", "--config", folder.toString())).isZero();
        assertThat(err.toString()).as("it observes only, as this does").doesNotContain(LAST_GOOD);
    }

    @Test
    void approveFindsWhatWaitsByTheDaemonsConfigurationThoughItDoesNotActItself() throws Exception {
        more.add(new NoLease("another"));
        more.add(new RuleAutomation("ORC-LBL-201", AutomationLevel.ASK));
        sample = Path.of("..", "config", "samples", "small");

        assertThat(besideDaemon("approve", "000000000000", "--config", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(LAST_GOOD, "no action with the id 000000000000 waits for approval now", "What waits: ",
                "orcastra approve ");
    }

    @Test
    void aDraftElsewhereIsNotJudgedByTheDaemonsConfiguration() throws Exception {
        files = "[\"/etc/swarm-orchestration/swarm.yml\"]";

        assertThat(besideDaemon("explain", "metrics_panel", "--config", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("swarm.yml:2:").doesNotContain(LAST_GOOD);
    }

    @Test
    void withoutADaemonOrOneThatTellsWhatIsOffTheFolderCounts() throws Exception {
        assertThat(orcastra("explain", "metrics_panel", "--config", folder.toString())).isEqualTo(1);
        off = "null";
        assertThat(besideDaemon("explain", "metrics_panel", "--config", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("swarm.yml:2:").doesNotContain(LAST_GOOD);
    }

    @Test
    void aGoodConfigurationCounts() throws Exception {
        assertThat(besideDaemon("explain", "metrics_panel", "--config", SAMPLE.toString())).isZero();
        assertThat(err.toString()).isEmpty();
    }
}
