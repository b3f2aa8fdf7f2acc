package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 3, heartbeat = "1s")
@Tag("deadline")
@DisplayName("The daemon as a container")
class ContainerIT {

    private static final int KILLS = Integer.getInteger("orcastra.kills", 3);

    private final SwarmLab lab;
    private final LabNode manager;
    private final Measurements measurements = new Measurements(getClass());
    private final AnchorScenario scenario;

    @TempDir
    private Path folder;
    private OwnStack own;

    ContainerIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.scenario = new AnchorScenario(lab, measurements);
    }

    @BeforeEach
    void own() {
        own = new OwnStack(lab, manager, folder);
    }

    @AfterEach
    void clean() {
        own.close();
        scenario.close();
    }

    @Test
    @DisplayName("built from the Dockerfile and deployed from config/stack.yml, is healthy and keeps labels and dependents")
    void keepsTheSwarm() throws IOException, InterruptedException {
        new ImageBuild(lab, manager, folder.resolve("build")).fromDistribution(OwnStack.IMAGE);
        own.with("swarm.yml", scenario.stack().yaml())
                .deploy(Map.of("RELABEL_TIME", "" + AnchorScenario.POLL.toSeconds()), "stack.yml");
        await().atMost(RealTime.PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(own.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(own.get("/metrics").body()).contains("orcastra_lease_held 1");
        });
        assertThat(own.get("/status").statusCode()).as("any other path without the token").isEqualTo(401);
        measurements.note("resident memory in the container, idle", own.residentMiB(manager, OwnStack.DAEMON), "MiB");

        scenario.labelFollowsTheStart(own::log);
        scenario.everythingFollowsTheReplacement(KILLS, own::log);
        isHealthyToSwarm();
        measureFirstPlan();
    }

    /** Which Swarm does not know before the first check of its health, half a minute after the start. */
    private void isHealthyToSwarm() {
        LabTask task = await().atMost(RealTime.PATIENCE).until(() ->
                lab.api(manager).running(OwnStack.DAEMON).stream().findFirst().orElse(null), t -> t != null);
        assertThat(task.node()).isEqualTo(manager.id());
    }

    /** The label is taken away and the container ended: the next one's first plan speaks of it, whatever it decides. */
    private void measureFirstPlan() {
        String anchor = scenario.stack().anchor();
        LabNode home = lab.nodeOfId(lab.api(manager).running(anchor).get(0).node());
        String old = own.container(manager, OwnStack.DAEMON);
        lab.docker(manager, "kill", old);
        lab.docker(manager, "node", "update", "--label-rm", scenario.stack().label(), home.name());
        String next = await().atMost(RealTime.PATIENCE).ignoreExceptions().until(() -> own.container(manager, OwnStack.DAEMON), c -> !c.equals(old));
        Instant started = Instant.parse(lab.docker(manager, "inspect", "-f", "{{.State.StartedAt}}", next));
        Instant planned = await().atMost(RealTime.PATIENCE).until(() -> firstPlan(next), Optional::isPresent).get();
        measurements.between("container start to first plan", started, planned);
    }

    private Optional<Instant> firstPlan(String container) {
        return lab.docker(manager, "logs", "--timestamps", container).lines().filter(line -> line.contains("ORC-ANC-201"))
                .findFirst().map(line -> Instant.parse(line.substring(0, line.indexOf(' '))));
    }
}
