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
@DisplayName("The daemon as a container whose policies are edited")
class ContainerEditsIT {

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
    @DisplayName("judges edits and a candidate beside the rules in force within the memory that config/stack.yml allows")
    void needsNoMoreMemoryForEdits() throws IOException {
        new ImageBuild(lab, manager, folder).fromDistribution(OwnStack.IMAGE);
        String limit = Files.readAllLines(Path.of("..", "config", "stack.yml")).stream().map(String::strip)
                .filter(line -> line.startsWith("memory:")).findFirst().orElseThrow().replace("memory:", "").strip();
        String yaml = new Deployment(lab).yaml();
        try (EditedContainer daemon = new EditedContainer(lab, manager)) {
            daemon.write("swarm.yml", yaml);
            daemon.write("rules/mine.drl", HighSlotRule.above(9));
            daemon.write("shadow/swarm.yml", yaml);
            daemon.write("shadow/rules/mine.drl", HighSlotRule.above(8));
            assertThat(daemon.checkWithoutPermission(OwnStack.IMAGE)).contains("/etc/swarm-orchestration", "may not be read", "Maybe ");
            daemon.start(OwnStack.IMAGE, limit);
            daemon.awaitLogged("Rules in force", 1);
            for (int edit = 1; edit <= 3; edit++) {
                daemon.write("rules/mine.drl", HighSlotRule.above(9 + edit));
                daemon.awaitLogged("Rules in force", 1 + edit);
            }
            daemon.until(() -> daemon.processes() == 3);

            assertThat(daemon.kills()).as(daemon.log()).isEqualTo("0");
            measurements.note("resident memory of daemon, trial and candidate together, at most", daemon.mostResidentMiB(), "MiB");
        }
    }
}
