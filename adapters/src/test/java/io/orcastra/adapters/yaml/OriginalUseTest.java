package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalUseTest {

    @TempDir
    Path folder;

    private List<String> notes(Map<String, String> environment) {
        return new OriginalUse(environment).notes(folder, folder);
    }

    @Test
    void aConfigurationOfOursNeedsNoNotes() throws IOException {
        Files.writeString(folder.resolve("rebalance_config.yml"), "default: { cooldown_minutes: 5 }\n");

        assertThat(notes(Map.of("RELABEL_TIME", "5", "RESTART_DEPENDENTS", ""))).isEmpty();
    }

    @Test
    void whatHadNoEffectIsTold() throws IOException {
        Files.writeString(folder.resolve("rebalance_config.yml"), "node_map: { vm1: host1 }\nservices: {}\n");

        assertThat(notes(Map.of("RESTART_DEPENDENTS", "true"))).containsExactly(
                "environment:RESTART_DEPENDENTS: the original never acted on it; it takes effect now:"
                        + " For anchors without a `restart_dependents` of their own.",
                "rebalance_config.yml: the original never read node_map; it takes effect now",
                "rebalance_config.yml: the original never read services; it takes effect now");
    }

    @Test
    void whatNeverBeganIsTold() {
        assertThat(notes(Map.of("EVENT_MODE", "true"))).singleElement().asString()
                .contains("the original never acted on it; it takes effect now: ");
    }

    /** Looking again and again is what the original did. */
    @Test
    void whatTheOriginalDidTooNeedsNoNote() {
        assertThat(notes(Map.of("POLLING_MODE", "true", "RUN_ONCE", "false"))).isEmpty();
    }

    @Test
    void aProcessThatEndsNowIsToldWithWhatStartsItAgain() {
        assertThat(notes(Map.of("RUN_ONCE", "1"))).singleElement().asString()
                .startsWith("environment:RUN_ONCE: the original never ended").contains("Maybe", "on-failure", "cron");
    }

    @Test
    void aFileOfDependenciesThatNothingReadsIsTold() throws IOException {
        Files.writeString(folder.resolve("rebalance_config.yml"), "default: { dependencies_file: /etc/dependencies.yml }\n");

        assertThat(notes(Map.of())).singleElement().asString()
                .startsWith("rebalance_config.yml: default.dependencies_file has no effect").contains("Maybe", "DEPENDENCIES_FILE");
    }

    @Test
    void whatHasNoEffectByItselfIsToldWithWhatItTakes() {
        assertThat(notes(Map.of("BOOTSTRAP_MODE", "loop", "LOOP_INTERVAL", "60")))
                .hasSize(2).allMatch(note -> note.contains("it takes effect now where SSH_KEY_FILE can be read: "));
        assertThat(notes(Map.of("AUTOHEAL_GRACE_PERIOD", "5", "AUTOHEAL_CHECK_INTERVAL", "5"))).hasSize(2)
                .allMatch(note -> note.contains("it takes effect now where an agent with --chores runs, and nowhere else: "));
    }

    @Test
    void settingsOfRebalancingTakeNoEffectWithoutItsFile() throws IOException {
        Map<String, String> set = Map.of("REBALANCE_GLOBAL_COOLDOWN_MINUTES", "5", "REBALANCE_MONITOR_INTERVAL_SECONDS", "5");

        assertThat(notes(set)).isEmpty();
        Files.writeString(folder.resolve("rebalance_config.yml"), "default: { cooldown_minutes: 5 }\n");
        assertThat(notes(set)).hasSize(2).anyMatch(note -> note.contains("REBALANCE_GLOBAL_COOLDOWN_MINUTES"))
                .anyMatch(note -> note.contains("REBALANCE_MONITOR_INTERVAL_SECONDS"));
    }

    @Test
    void machinesWithoutARoleAreNoManagersAnyMore() throws IOException {
        Files.writeString(folder.resolve("swarm.yml"),
                "nodes:\n  oak: { ip: 10.0.0.1 }\n  elm: { ip: 10.0.0.2, role: manager }\n  ash: { labels: [ db ] }\n  fir:\n");

        assertThat(notes(Map.of())).containsExactly("nodes: the original made every node a manager; one without a role keeps the role"
                + " it has now, and joins as a worker: oak");
    }

    @Test
    void theFileMayLieElsewhere() throws IOException {
        Path other = Files.writeString(folder.resolve("other.yml"), "node_map: { vm1: host1 }\n");

        assertThat(notes(Map.of("REBALANCE_CONFIG", other.toString()))).hasSize(1);
        assertThat(notes(Map.of("REBALANCE_CONFIG", folder.resolve("none.yml").toString()))).isEmpty();
    }

    @Test
    void whatIsNotReadIsTold() throws IOException {
        Files.writeString(folder.resolve("rebalance_state.json"), "{}");
        Files.writeString(folder.resolve("node_exporter_deploy.yml"), "name: node_exporter\n");

        assertThat(notes(Map.of())).hasSize(2).anySatisfy(note -> assertThat(note).contains("rebalance_state.json", "obsolete"))
                .anySatisfy(note -> assertThat(note).contains("node_exporter_deploy.yml", "takes effect now"));
    }

    @Test
    void filesOfLogrotateAreReadByAgents() throws IOException {
        Files.createDirectory(folder.resolve("logrotate.d"));

        assertThat(notes(Map.of())).singleElement().asString().contains("logrotate.d: is read", "--chores")
                .doesNotContain("not read", "yet");
    }

    @Test
    void aCommandFileIsReadNow() throws IOException {
        Path commands = Files.writeString(folder.resolve("commands.yml"), "- remove_all_labels\n");

        assertThat(notes(Map.of("COMMAND_FILE", commands.toString()))).singleElement().asString()
                .startsWith(commands + ": the original never read it").contains("remove_all_labels");
    }

    @Test
    void aCommandFileThatIsNamedIsToldBeforeItIsThere() {
        Path none = folder.resolve("none.yml");

        assertThat(notes(Map.of("COMMAND_FILE", none.toString()))).singleElement().asString()
                .startsWith("environment:COMMAND_FILE: the original never read " + none).contains("there is none now");
        assertThat(notes(Map.of("COMMAND_FILE", ""))).isEmpty();
    }
}
