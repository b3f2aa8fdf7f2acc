package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabFailure;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 3, options = {"--disk", "2:110"})
@DisplayName("A swarm where much is wrong at once,")
class ComingToRestIT {
    private static final String HEALTH = "lab/health:1";
    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";
    private static final String TOKEN = "0123456789abcdef";
    private static final int AGENT_PORT = 6061;
    /** Of random bytes each; two images share none of them. */
    private static final int JUNK_BYTES = 20_000_000;
    private static final int JUNK = 4;
    private static final int QUIET_CYCLES = 5;
    private static final Consumer<Double> AT_LEAST_ONCE = count -> assertThat(count).isGreaterThanOrEqualTo(1);
    private static final Consumer<Double> MORE_THAN_NOTHING = seconds -> assertThat(seconds).isPositive();

    private final SwarmLab lab;
    private final EngineApi api;
    private final LabServices services;
    private final LabNode littered;
    private final LabNode sickbed;
    private final String exporter;

    ComingToRestIT(SwarmLab lab) {
        this.lab = lab;
        this.api = lab.api(lab.node(1));
        this.services = new LabServices(lab);
        this.littered = lab.node(2);
        this.sickbed = lab.node(3);
        this.exporter = lab.fresh("exporter");
    }

    @Test
    @DisplayName("a sick container, an unhealthy task, a crashed exporter and a disk full of images, comes to rest by itself, and the "
            + "history tells what was done")
    void rests(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        lab.nodes().forEach(this::agent);
        String service = services.create("weak", Deployment.on(lab.node(1), HEALTH));
        LabTask weak = services.awaitRunning(service, 1).get(0);
        lab.nodes().forEach(this::awaitAgent);
        OrcastraHome home = home(token);
        List<LabTask> exporters = exporters(home);

        String sick = unhealthyContainer();
        List<String> junk = fill();
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            touch(lab.node(1), containerOf(lab.node(1), service));
            lab.docker(sickbed, "kill", containerOf(sickbed, exporter));

            daemon.awaitTrue(RealTime.PATIENCE, "the sick container to be restarted and healthy", () ->
                    !inspect(sickbed, "sick", "{{.State.StartedAt}}").equals(sick)
                            && inspect(sickbed, "sick", "{{.State.Health.Status}}").equals("healthy"));
            daemon.awaitTrue(RealTime.PATIENCE, "another task in the place of the unhealthy one", () ->
                    !api.running(service).isEmpty() && !api.running(service).contains(weak));
            daemon.awaitTrue(RealTime.PATIENCE, "another exporter in the place of the crashed one", () ->
                    api.running(exporter).size() == lab.nodes().size() && !exporters.containsAll(api.running(exporter)));
            daemon.awaitTrue(RealTime.PATIENCE, "the junk to be gone", () -> images(littered).stream().noneMatch(junk::contains)
                    && free() > (long) JUNK * JUNK_BYTES * 3 / 4);
            awaitRest(daemon);

            assertThat(images(littered)).contains("lab/plain:1");
            assertThat(api.running(exporter)).as("what ran where there was no room").containsAll(exporters.stream()
                    .filter(task -> task.node().equals(littered.id())).toList());
            daemon.metric("gc_prune_last_duration_seconds");
            Map<String, Double> metrics = daemon.metrics();
            // a busy machine may let a probe come too late twice: then it is restarted once more
            assertThat(metrics).hasEntrySatisfying("autoheal_attempts_total", AT_LEAST_ONCE)
                    .containsEntry("autoheal_success_total", metrics.get("autoheal_attempts_total"))
                    .containsEntry("autoheal_failures_total", 0.0).hasEntrySatisfying("gc_prune_runs_total", AT_LEAST_ONCE)
                    .hasEntrySatisfying("gc_prune_last_duration_seconds", MORE_THAN_NOTHING);
            assertThat(home.command("dry-run").exit()).as("nothing is left to do").isZero();
            String told = home.command("history").out();
            assertThat(told.lines()).as(told)
                    .anyMatch(line -> line.contains("succeeded") && line.contains("make service " + exporter))
                    .anyMatch(line -> line.contains("succeeded") && line.contains("restart container") && line.contains("sick"))
                    .anyMatch(line -> line.contains("succeeded") && line.contains("unused items") && line.contains("reclaimed"))
                    .noneMatch(line -> line.contains("restart container") && line.contains(service));
            lab.docker(littered, "pull", "-q", "lab/web:1");
        }
    }

    /** They are made while there is room: where there is none, Swarm keeps a task for accepted that it could not begin. */
    private List<LabTask> exporters(OrcastraHome home) {
        try (OrcastraProcess once = home.with("RUN_ONCE", "true").run()) {
            assertThat(once.awaitEnd(RealTime.PATIENCE)).isZero();
        }
        home.with("RUN_ONCE", "false");
        return services.awaitRunning(exporter, lab.nodes().size());
    }

    /** For some cycles nothing is wished for, and nothing was done. */
    private static void awaitRest(OrcastraProcess daemon) {
        daemon.awaitTrue(RealTime.PATIENCE, "rest", () -> {
            double done = sum(daemon, "orcastra_actions_total");
            double cycles = daemon.metric(CYCLES);
            await().atMost(RealTime.PATIENCE).until(() -> sum(daemon, "orcastra_proposals") > 0
                    || daemon.metrics().getOrDefault(CYCLES, 0.0) >= cycles + QUIET_CYCLES);
            return sum(daemon, "orcastra_proposals") == 0 && sum(daemon, "orcastra_actions_total") == done;
        });
    }

    private static double sum(OrcastraProcess daemon, String metric) {
        return daemon.metrics().entrySet().stream().filter(sample -> sample.getKey().startsWith(metric))
                .mapToDouble(sample -> sample.getValue()).sum();
    }

    /** Runs inside the node, which has {@code /tmp} and {@code /opt} of its own, wherever this checkout is. */
    private void agent(LabNode node) {
        install(node.socket().resolveSibling("opt").resolve("orcastra"));
        lab.exec(node, "env", "JAVA_HOME=" + System.getProperty("java.home"), "AGENT_TOKEN_FILE=/tmp/token",
                "HTTP_ADDRESS=0.0.0.0:" + AGENT_PORT, "GC_GRACE_PERIOD_SECONDS=0", "DOCKER_HOST=unix:///var/run/docker.sock", "STATE_DIR=/tmp/state",
                "sh", "-c", "printf " + TOKEN + " >/tmp/token; "
                        + "setsid sh /opt/orcastra/bin/orcastra agent --chores >/tmp/agent.log 2>&1 </dev/null &");
    }

    private static void install(Path folder) {
        Path built = Path.of(System.getProperty("orcastra.distribution", "target/distribution"));
        try (Stream<Path> files = Files.walk(built)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(built.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAgent(LabNode node) {
        await().atMost(RealTime.PATIENCE).ignoreExceptions().until(() -> !lab.exec(node, "curl", "-sf", "-H",
                "Authorization: Bearer " + TOKEN, "http://127.0.0.1:" + AGENT_PORT + "/healthz").isEmpty());
    }

    private OrcastraHome home(Path token) {
        return new OrcastraHome(lab.node(1).dockerHost()).with("AGENT_TOKEN_FILE", token.toString()).with("RELABEL_TIME", "1")
                .with("AUTOHEAL_CHECK_INTERVAL", "1").with("AUTOHEAL_GRACE_PERIOD", "2")
                .with("GC_CRON", "* * * * *").with("GC_GRACE_PERIOD_SECONDS", "0").with("GC_MINIMUM_IMAGES_TO_SAVE", "0")
                .with("GC_EXCLUDE_IMAGES", "lab/*, docker.io/*, *.lab*")
                .write("swarm.yml", "options: {settle_seconds: 1, lease: {renew_seconds: 2, free_seconds: 4}}\n")
                .write("rebalance_config.yml", "default: {priority_threshold: 1}\nmemory_sources:\n"
                        + "  agent: {url: \"http://{address}:" + AGENT_PORT + "/metrics\"}\n")
                .write("node_exporter_deploy.yml", "name: " + exporter + "\nimage: lab/plain:1\nstop_grace_period: 1s\n"
                        + "ports: [{published: 19100, target: 9100, mode: host}]\n"
                        + "deploy: {endpoint_mode: dnsrr, restart_policy: {condition: on-failure, delay: 1s}}\n");
    }

    /** Returns when it was started. */
    private String unhealthyContainer() {
        lab.docker(sickbed, "run", "-d", "--name", "sick", "--tmpfs", "/tmp", HEALTH);
        touch(sickbed, "sick");
        await().atMost(RealTime.PATIENCE).until(() -> inspect(sickbed, "sick", "{{.State.Health.Status}}").equals("unhealthy"));
        return inspect(sickbed, "sick", "{{.State.StartedAt}}");
    }

    /** Stores images nobody needs; something that is not Docker's takes what is left, and there is no room for another image. */
    private List<String> fill() {
        List<String> junk = IntStream.range(0, JUNK).mapToObj(i -> junk("junk:" + i)).toList();
        // what the engine writes anew may leave a few bytes, which are taken as well
        await().atMost(RealTime.PATIENCE).untilAsserted(() -> {
            assertThatThrownBy(() -> lab.exec(littered, "sh", "-c", "cat /dev/zero >> /var/lib/docker/core"))
                    .isInstanceOf(LabFailure.class);
            assertThatThrownBy(() -> lab.docker(littered, "commit", containerOf(littered, exporter), "more:1"))
                    .hasMessageContaining("no space left on device");
        });
        return junk;
    }

    private String junk(String name) {
        lab.docker(littered, "run", "--name", "writer", "--entrypoint", "sh", "lab/plain:1", "-c",
                "head -c " + JUNK_BYTES + " /dev/urandom > /blob");
        lab.docker(littered, "commit", "writer", name);
        lab.docker(littered, "rm", "writer");
        return name;
    }

    /** Bytes of room for what the littered node's engine stores. */
    private long free() {
        return 1024 * Long.parseLong(lab.exec(littered, "df", "-k", "--output=avail", "/var/lib/docker").lines()
                .reduce((heading, amount) -> amount).orElseThrow().strip());
    }

    private void touch(LabNode node, String container) {
        lab.docker(node, "exec", container, "touch", "/tmp/unhealthy");
    }

    private String containerOf(LabNode node, String service) {
        return lab.docker(node, "ps", "-q", "--filter", "label=com.docker.swarm.service.name=" + service);
    }

    private String inspect(LabNode node, String container, String format) {
        return lab.docker(node, "inspect", "-f", format, container);
    }

    private List<String> images(LabNode node) {
        return lab.docker(node, "images", "--format", "{{.Repository}}:{{.Tag}}").lines().toList();
    }
}
