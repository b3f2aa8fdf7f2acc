package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.e2e.Household.Anchor;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * With the variables of the original's own example and those its files speak of. Of ours there is no key, and no variable but
 * the two that say where the SSH key and the known hosts lie, as a test does not write into root's folder, and those that keep
 * several instances on one machine apart (HTTP_ADDRESS, STATE_DIR, LOG_FORMAT).
 */
@WithSwarmLab(nodes = 8, options = {"--subnet", Household.SUBNET, "--as", Household.MACHINES, "--no-exporter"})
@DisplayName("A configuration of the original's shape and size, with the original's keys alone")
class HouseholdIT {
    private static final String COMMANDS = "swarm-orch.command.yml";
    private static final String EXPORTER = "node_exporter";
    private static final List<String> OF_THE_METAL = List.of("brook-01-metal", "brook-01-vm");

    private final SwarmLab lab;
    private final EngineApi api;
    private final Household household = new Household(Path.of("../config/samples/full"));
    private final OrcastraHome home;
    private final Path commands;
    private final Path ssh;

    HouseholdIT(SwarmLab lab) {
        this.lab = lab;
        this.api = lab.api(lab.node(1));
        this.home = new OrcastraHome(lab.node(1).dockerHost());
        this.ssh = lab.ssh();
        this.commands = home.config().resolve(COMMANDS);
        household.install(home);
        home.with("COMMAND_FILE", commands.toString()).with("TLD", "example.org").with("TZ", "Europe/Berlin")
                .with("STACK_NAME", "swarm-dev").with("DEBUG", "true").with("EVENT_MODE", "false").with("POLLING_MODE", "true")
                .with("RELABEL_TIME", "5").with("BOOTSTRAP_MODE", "loop").with("LOOP_INTERVAL", "10")
                .with("SSH_KEY_FILE", ssh.resolve("id_ed25519").toString())
                .with("SSH_KNOWN_HOSTS_FILE", ssh.resolve("known_hosts").toString());
    }

    @Test
    @DisplayName("is checked, labels eight nodes, brings all that follow twenty anchors beside them, makes the exporter that tells "
            + "its hosts' memory, and carries its commands out once they are edited")
    void runs() throws IOException {
        lab.docker(lab.node(1), "network", "create", "-d", "overlay", "monitor-net");
        household.deploy(api);
        isChecked();
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitTrue(RealTime.PATIENCE, "every dependent beside its anchor", this::isTogether);
            daemon.awaitTrue(RealTime.PATIENCE, "the labels of all nodes", this::isLabelled);
            daemon.awaitTrue(RealTime.PATIENCE, "the end of all moves", () -> LedgerView.intents(api).isEmpty());
            tells(daemon, hasMoved());
            daemon.awaitTrue(RealTime.PATIENCE, "an exporter on each node", () -> api.running(EXPORTER).size() == lab.nodes().size());
            isTheFiles(api.service(EXPORTER).path("Spec"));
            daemon.awaitTrue(RealTime.PATIENCE, "what the exporter of the metal tells of it and of its guest", () ->
                    OF_THE_METAL.stream().allMatch(node -> daemon.metrics()
                            .containsKey("orcastra_memory_sample_age_seconds{node=\"" + node + "\",}")));
            daemon.awaitTrue(RealTime.PATIENCE, "each machine to be asked again and again", () -> lab.nodes().stream()
                    .allMatch(node -> node.logins() > 2));
            carriesCommandsOut(daemon);
        }
    }

    private void isChecked() throws IOException {
        Files.createDirectories(home.state());
        Files.writeString(home.state().resolve("rebalance_state.json"), "{}");
        Files.writeString(Files.createDirectories(home.config().resolve("logrotate.d")).resolve("default.conf"), "/var/log/*.log { weekly }\n");

        OrcastraHome.Answer check = home.command("check");

        assertThat(check.exit()).as(check.out() + check.errors()).isZero();
        assertThat(check.out()).contains("configuration and rules are good", "rebalance_state.json: is obsolete", "logrotate.d: is read where",
                "node_exporter_deploy.yml: the original did not find it", COMMANDS + ": the original never read it",
                "the original never read comonitor_interval_seconds", "the original never read node_map",
                "environment:EVENT_MODE: the original never acted on it",
                "environment:BOOTSTRAP_MODE: the original never acted on it", "a worker: brook-01-metal");
    }

    /** How many services were moved. */
    private long hasMoved() {
        long moved = 0;
        for (Anchor anchor : household.anchors()) {
            assertThat(api.tasks(anchor.service())).as(anchor.service()).hasSize(1);
            for (String dependent : anchor.dependents()) {
                assertThat(api.tasks(dependent)).as(dependent + " is restarted once at most").hasSizeLessThanOrEqualTo(2);
                assertThat(Specs.pins(api.service(dependent).path("Spec"))).as(dependent).isEmpty();
                moved += api.tasks(dependent).size() - 1;
            }
        }
        return moved;
    }

    /** By the original's names, with values that are true. */
    private void tells(OrcastraProcess daemon, long moved) {
        daemon.awaitMetric(RealTime.PATIENCE, "dependent_updates_total", moved);
        daemon.awaitMetric(RealTime.PATIENCE, "anchor_updates_total", household.anchors().size());
        daemon.awaitMetric(RealTime.PATIENCE, "swarm_orch_leader", 1);
        assertThat(daemon.metric("dependent_updates_total")).isEqualTo(moved);
        assertThat(daemon.metric("anchor_updates_total")).isEqualTo(household.anchors().size());
        assertThat(daemon.metric("anchor_sync_last_duration_seconds")).isPositive();
    }

    /** Each section of the exporter's file in the service that was made. */
    private void isTheFiles(JsonNode spec) {
        assertThat(spec.at("/Mode").has("Global")).isTrue();
        assertThat(spec.at("/Labels/swarm.stack").asText()).isEqualTo("brook-dev");
        assertThat(spec.at("/EndpointSpec/Mode").asText()).isEqualTo("vip");
        assertThat(spec.at("/EndpointSpec/Ports/0/PublishMode").asText()).isEqualTo("host");
        assertThat(spec.at("/TaskTemplate/RestartPolicy/MaxAttempts").asInt()).isEqualTo(2);
        assertThat(spec.at("/TaskTemplate/Placement/Constraints/0").asText()).isEqualTo("node.platform.os == linux");
        assertThat(spec.at("/TaskTemplate/LogDriver/Options/max-file").asText()).isEqualTo("5");
        assertThat(spec.at("/TaskTemplate/Networks")).hasSize(1);
        JsonNode container = spec.at("/TaskTemplate/ContainerSpec");
        assertThat(container.path("Image").asText()).isEqualTo("prom/node-exporter:latest");
        assertThat(container.at("/Args/3").asText()).endsWith("etc)($|/)");
        assertThat(container.path("Mounts")).hasSize(7);
        assertThat(container.at("/Env/0").asText()).isEqualTo("TZ=Europe/Berlin");
        assertThat(container.at("/Labels/swag.uptime-kuma.monitor.url").asText()).isEqualTo("https://node-exporter.example.org");
        assertThat(container.at("/Healthcheck/Retries").asInt()).isEqualTo(5);
        assertThat(container.path("StopSignal").asText()).isEqualTo("SIGTERM");
    }

    /** One that was there before is left alone, since it may hold what its owner never saw carried out. */
    private void carriesCommandsOut(OrcastraProcess daemon) throws IOException {
        Path result = commands.resolveSibling(COMMANDS + ".result");
        daemon.awaitTrue(RealTime.PATIENCE, "a word of the old file",
                () -> Files.readString(result).contains("not carried out: it was there before"));
        daemon.awaitTrue(RealTime.PATIENCE, "the labels as they were", this::isLabelled);

        Files.setLastModifiedTime(commands, FileTime.from(Instant.now()));
        Map<String, String> ends = Map.of("relabel_all", "over", "bootstrap_swarm", "done", "update_dependents", "done",
                "remove_all_labels", "held");
        daemon.awaitTrue(RealTime.PATIENCE, "an end of " + ends, () -> {
            String told = Files.readString(result);
            return ends.entrySet().stream().allMatch(end ->
                    told.contains("- command: \"" + end.getKey() + "\"\n  state: " + end.getValue() + "\n"));
        });
        daemon.awaitTrue(RealTime.PATIENCE, "labels no task needs to be gone", () -> lab.nodes().stream().allMatch(node ->
                household.labels().get(node.name()).stream().noneMatch(api.nodeLabels(node.id())::contains)));
        assertThat(isTogether()).as("nobody is evicted").isTrue();
    }

    private boolean isTogether() {
        return household.anchors().stream().allMatch(anchor -> {
            List<LabTask> anchors = api.running(anchor.service());
            return anchors.size() == 1 && anchor.dependents().stream().map(api::running)
                    .allMatch(tasks -> tasks.size() == 1 && tasks.get(0).node().equals(anchors.get(0).node()));
        });
    }

    /** Each node has its own labels, those of the anchors on it, and no other. */
    private boolean isLabelled() {
        Map<String, Set<String>> wanted = new HashMap<>();
        household.labels().forEach((name, labels) -> wanted.put(name, new HashSet<>(labels)));
        household.anchors().forEach(anchor -> wanted.get(lab.nodeOfId(api.running(anchor.service()).get(0).node()).name())
                .add(anchor.label()));
        return lab.nodes().stream().allMatch((LabNode node) ->
                wanted.get(node.name()).equals(Set.copyOf(api.nodeLabels(node.id()))));
    }
}
