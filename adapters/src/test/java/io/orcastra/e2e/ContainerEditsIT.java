package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 1)
@DisplayName("The daemon as a container whose policies are edited, and in which the original's scripts are called")
class ContainerEditsIT {

    private static final String HEALTH = "/usr/local/bin/check_health.py";
    private static final String BOOTSTRAP = "/usr/local/bin/trigger-bootstrap.sh";

    private final SwarmLab lab;
    private final LabNode manager;
    private final Measurements measurements = new Measurements(getClass());

    @TempDir
    private Path folder;

    ContainerEditsIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
    }

    @Test
    @DisplayName("answers the scripts, and judges edits and a candidate within the memory that config/stack.yml allows")
    void needsNoMoreMemoryForEdits() throws IOException {
        new ImageBuild(lab, manager, folder).fromDistribution(OwnStack.IMAGE);
        String limit = Files.readAllLines(Path.of("..", "config", "stack.yml")).stream().map(String::strip)
                .filter(line -> line.startsWith("memory:")).findFirst().orElseThrow().replace("memory:", "").strip();
        String yaml = new Deployment(lab).yaml() + "nodes: { " + manager.name() + ": { ip: " + lab.address(manager) + " } }\n";
        try (EditedContainer daemon = new EditedContainer(lab, manager)) {
            daemon.write("swarm.yml", yaml);
            daemon.write("key", Files.readString(lab.ssh().resolve("id_ed25519")));
            daemon.write("known_hosts", Files.readString(lab.ssh().resolve("known_hosts")));
            daemon.write("rules/mine.drl", HighSlotRule.above(9));
            daemon.write("shadow/swarm.yml", yaml);
            daemon.write("shadow/rules/mine.drl", HighSlotRule.above(8));
            assertThat(daemon.checkWithoutPermission(OwnStack.IMAGE)).contains("/etc/swarm-orchestration", "may not be read", "Maybe ");
            daemon.start(OwnStack.IMAGE, limit);
            daemon.awaitLogged("Rules in force", 1);
            answersTheScripts(daemon);
            for (int edit = 1; edit <= 3; edit++) {
                daemon.write("rules/mine.drl", HighSlotRule.above(9 + edit));
                daemon.awaitLogged("Rules in force", 1 + edit);
            }
            daemon.until(() -> daemon.processes() == 3);

            assertThat(daemon.kills()).as(daemon.log()).isEqualTo("0");
            measurements.note("resident memory of daemon, trial and candidate together, at most", daemon.mostResidentMiB(), "MiB");
        }
    }

    /** They lie where the original had them; in mode watch a machine that is ready is asked again for an order alone. */
    private void answersTheScripts(EditedContainer daemon) {
        daemon.until(() -> daemon.run(HEALTH, "LANG=C").equals("exit 0"));
        assertThat(daemon.run(HEALTH, "HTTP_ADDRESS=localhost:1")).as("where no daemon listens").isEqualTo("exit 1");
        daemon.until(() -> manager.logins() > 0);
        assertThat(daemon.run(BOOTSTRAP, "DOCKER_HOST=unix:///nowhere.sock")).contains("nowhere.sock", "Maybe ").endsWith("exit 1");
        long logins = manager.logins();
        assertThat(daemon.run(BOOTSTRAP, "LANG=C")).contains("asked for bootstrap_swarm", "done").endsWith("exit 0");
        daemon.until(() -> manager.logins() > logins);
    }
}
