package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 2)
@DisplayName("The agents as containers")
class AgentContainerIT {

    private static final Duration LIMIT = RealTime.PATIENCE;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("deployed with config/stack.agent.yml, are found by their service's name and tell the memory of each node")
    void tellMemory(SwarmLab lab) throws IOException {
        LabNode manager = lab.node(1);
        LabNode worker = lab.node(2);
        new ImageBuild(lab, manager, folder.resolve("build")).fromDistribution(OwnStack.IMAGE);
        Path image = folder.resolve("image.tar");
        lab.docker(manager, "save", "-o", image.toString(), OwnStack.IMAGE);
        lab.docker(worker, "load", "-q", "-i", image.toString());

        try (OwnStack own = new OwnStack(lab, manager, Files.createDirectory(folder.resolve("stack")))) {
            own.with("swarm.yml", "options: {settle_seconds: 5}\n")
                    .deploy(Map.of("RELABEL_TIME", "5", "HEALTH_INTERVAL", "5s"), "stack.yml", "stack.agent.yml");

            await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> assertThat(own.get("/metrics").body())
                    .contains("orcastra_memory_sample_age_seconds{node=\"" + manager.name() + "\"",
                            "orcastra_memory_sample_age_seconds{node=\"" + worker.name() + "\"",
                            "orcastra_memory_unknown_nodes 0.0"));
            new Measurements(getClass()).note("resident memory of an agent", own.residentMiB(worker, OwnStack.AGENT), "MiB");
        }
    }
}
