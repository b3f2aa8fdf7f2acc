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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 2)
@DisplayName("Chores of the agents as containers")
class AgentChoresIT {
    private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("orcastra.idle", 10));
    private static final int JUNK_BYTES = 50_000_000;
    private static final int WRITTEN = 100_000;
    private static final String MODS = "/srv/modcache";
    private static final String MOD = "lab.plain.1.tar.xz";
    private static final String LOGS = """
            /var/log/app/*.log {
                size 1
                rotate 2
                compress
            }
            /var/log/theirs/*.log {
                su ops docker
                size 1
                rotate 2
            }
            """;

    private final SwarmLab lab;
    private final LabNode manager;
    private final LabNode worker;
    private final String registry;
    private final Measurements measurements = new Measurements(getClass());

    @TempDir
    private Path folder;
    private OwnStack own;

    AgentChoresIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.worker = lab.node(2);
        this.registry = lab.address(manager).replaceFirst("[0-9]+$", "253") + ":5000";
    }

    @BeforeEach
    void deploy() throws IOException {
        new ImageBuild(lab, manager, folder.resolve("build")).fromDistribution(OwnStack.IMAGE);
        Path image = folder.resolve("image.tar");
        lab.docker(manager, "save", "-o", image.toString(), OwnStack.IMAGE);
        lab.docker(worker, "load", "-q", "-i", image.toString());
        own = new OwnStack(lab, manager, Files.createDirectory(folder.resolve("stack"))).secret("orcastra_agent_token")
                .with("swarm.yml", "options: {settle_seconds: 5, cooldown_seconds: 1}\n").with("logrotate.conf", LOGS);
        for (LabNode node : lab.nodes()) {
            lab.exec(node, "sh", "-c", "mkdir -p " + MODS + " && chown 10001 " + MODS);
        }
    }

    @AfterEach
    void clean() {
        own.close();
    }

    @Test
    @DisplayName("deployed with stack.chores.yml and stack.mods.yml, and no rebalancing, heal, remove and fetch; with stack.logs.yml rotate logs")
    void areDone() {
        deploy(Map.of("GC_CRON", "off"));
        measureIdle();

        String junk = junk();
        ContainerUse before = use();
        long stored = stored();
        deploy(Map.of("GC_CRON", "* * * * *", "GC_MINIMUM_IMAGES_TO_SAVE", "0",
                "GC_EXCLUDE_IMAGES", "lab/*, *.lab*, orcastra*"));
        lab.docker(worker, "run", "-d", "--name", "asks", "--env", "DOCKER_MODS=" + registry + "/lab/plain:1", "lab/plain:1");
        String sick = sick();
        awaitTrue("the junk to be removed", () -> lab.docker(worker, "images", "-q", "--no-trunc").lines().noneMatch(junk::equals));
        awaitTrue("the sick container to be restarted", () -> !startedAt().equals(sick));
        awaitTrue("the mod to arrive", () -> lab.exec(worker, "ls", MODS).contains(MOD));
        assertThat(lab.exec(worker, "stat", "-c", "%u", MODS + "/" + MOD)).as("by whom").isEqualTo("10001");
        measureWork(before, stored);

        logs();
        deploy(Map.of("GC_CRON", "off", "LOGROTATE_CRON", "* * * * *", "HEALTH_INTERVAL", "5s"), "stack.logs.yml");
        awaitTrue("logs to be rotated", () -> lab.exec(worker, "ls", "/var/log/app", "/var/log/theirs").contains("theirs.log.1"));
        assertThat(lab.exec(worker, "gunzip", "-c", "/var/log/app/app.log.1.gz")).isEqualTo("a line");
        assertThat(lab.exec(worker, "stat", "-c", "%U", "/var/log/theirs/theirs.log.1")).isEqualTo("ops");
        assertThat(lab.exec(worker, "cat", "/var/log/other.log")).as("no file speaks of it").isEqualTo("a line");
    }

    /** Everything but the logs asks for no more than the agent's own user. */
    private void deploy(Map<String, String> variables, String... more) {
        String former = lab.docker(manager, "ps", "-q", "--filter", "label=com.docker.swarm.service.name=" + OwnStack.DAEMON);
        Map<String, String> all = new HashMap<>(variables);
        all.put("RELABEL_TIME", "5");
        all.put("AUTOHEAL_GRACE_PERIOD", "1");
        all.put("GC_GRACE_PERIOD_SECONDS", "0");
        own.deploy(all, Stream.concat(Stream.of("stack.yml", "stack.agent.yml", "stack.chores.yml", "stack.mods.yml"),
                Stream.of(more)).toArray(String[]::new));
        await().atMost(RealTime.PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(own.container(manager, OwnStack.DAEMON)).isNotEqualTo(former);
            assertThat(own.get("/metrics").body()).contains("orcastra_memory_unknown_nodes 0.0", "orcastra_lease_held 1");
        });
    }

    private void measureIdle() {
        ContainerUse before = use();
        ContainerUse after = await().atMost(RealTime.PATIENCE).until(this::use, now -> now.since(before).compareTo(IDLE) >= 0);
        measurements.note("CPU of an idle agent with chores", after.percentSince(before), "%");
        measurements.note("memory of an idle agent with chores", after.mebibytes(), "MiB");
        measurements.note("resident memory of an idle agent with chores", own.residentMiB(worker, OwnStack.AGENT), "MiB");
    }

    private void measureWork(ContainerUse before, long stored) {
        ContainerUse after = use();
        long reclaimed = stored - stored();
        assertThat(reclaimed).as("the image and the container it was made of, less what was written meanwhile")
                .isGreaterThan(2L * JUNK_BYTES - WRITTEN);
        measurements.note("reclaimed of " + stored + " bytes in docker system df", reclaimed, "bytes");
        measurements.note("CPU of an agent at work for " + after.since(before).toSeconds() + " s", after.percentSince(before), "%");
        measurements.note("memory of an agent after work", after.mebibytes(), "MiB");
        measurements.note("resident memory of an agent after work", own.residentMiB(worker, OwnStack.AGENT), "MiB");
    }

    private ContainerUse use() {
        return ContainerUse.of(lab.api(worker), own.container(worker, OwnStack.AGENT));
    }

    private long stored() {
        return StoredBytes.of(lab.api(worker));
    }

    private String junk() {
        lab.docker(worker, "run", "--name", "ended", "--entrypoint", "sh", "lab/plain:1", "-c",
                "head -c " + JUNK_BYTES + " /dev/urandom > /blob");
        return lab.docker(worker, "commit", "ended", "junk:1");
    }

    /** Returns when it was started. */
    private String sick() {
        lab.docker(worker, "run", "-d", "--name", "sick", "--tmpfs", "/tmp", "lab/health:1");
        String started = startedAt();
        lab.docker(worker, "exec", "sick", "touch", "/tmp/unhealthy");
        return started;
    }

    private String startedAt() {
        return lab.docker(worker, "inspect", "-f", "{{.State.StartedAt}}", "sick");
    }

    private void logs() {
        lab.exec(worker, "sh", "-c", "cd /var/log; mkdir app theirs; echo a line >app/app.log; echo a line >theirs/theirs.log; "
                + "echo a line >other.log; chown -R ops:docker theirs; chmod 775 theirs");
    }

    private void awaitTrue(String what, Callable<Boolean> condition) {
        await(what).atMost(RealTime.PATIENCE).until(condition);
    }
}
