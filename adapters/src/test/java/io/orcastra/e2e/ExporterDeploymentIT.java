package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SeenRequest;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3)
@DisplayName("The exporter's service")
class ExporterDeploymentIT {
    private static final String IMAGE = "lab/plain:1";
    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";
    private static final String LOOP = "options: {settle_seconds: 1, lease: {renew_seconds: 2, free_seconds: 4}}\n";
    private static final String FILE = """
            name: %s
            image: %s
            args: [ %s ]
            mounts:
            - { source: /proc, target: /host/proc, read_only: true }
            - { source: /tmp, target: /host/tmp, read_only: false }
            timezone: { env_tz: true }
            networks: [ %s ]
            ports:
            - { published: 19100, target: 9100, protocol: tcp, mode: host }
            deploy:
              mode: global
              endpoint_mode: dnsrr
              placement: { constraints: [ node.platform.os == linux ] }
              labels: { swarm.stack: swarm-dev }
              restart_policy: { condition: on-failure, delay: 1s, max_attempts: 2, window: 60s }
            labels: { org.label-schema.group: monitoring, swag.enabled: true }
            stop_grace_period: 1s
            stop_signal: SIGKILL
            healthcheck: { test: [ CMD-SHELL, "exit 0" ], interval: 1s, timeout: 10s, retries: 5, start_period: 20s }
            logging: { driver: json-file, options: { max-size: 10m, max-file: 5 } }
            """;

    private final SwarmLab lab;
    private final LabNode manager;
    private final EngineApi api;
    private final LabServices services;
    private final String name;
    private final String network;

    ExporterDeploymentIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.api = lab.api(manager);
        this.services = new LabServices(lab);
        this.name = lab.fresh("exporter");
        this.network = lab.fresh("net");
    }

    @AfterEach
    void clean() {
        if (exists()) {
            services.remove(name);
        }
    }

    @Test
    @DisplayName("is planned by a dry run, made on every node, left alone, and updated once in what a changed file changes")
    void lives() {
        try (SocketProxy proxy = SocketProxy.inFrontOf(manager)) {
            OrcastraHome home = home(proxy.dockerHost(), "--all");
            OrcastraHome.Answer plan = home.command("dry-run");
            assertThat(plan.exit()).as(plan.errors()).isEqualTo(3);
            assertThat(plan.out()).contains("ORC-EXP-201", "docker service create --mode global --name " + name,
                    "mode=host,published=19100,target=9100,protocol=tcp", "--network " + network);
            assertThat(proxy.writes()).isEmpty();

            try (OrcastraProcess daemon = home.run().awaitHealthy()) {
                daemon.awaitLog(RealTime.PATIENCE, "there is no network " + network);
                lab.docker(manager, "network", "create", "-d", "overlay", network);
                daemon.awaitTrue(RealTime.PATIENCE, "the service to be made", this::exists);
                List<LabTask> first = services.awaitRunning(name, lab.nodes().size());
                assertThat(first).extracting(LabTask::node).containsExactlyInAnyOrderElementsOf(
                        lab.nodes().stream().map(LabNode::id).toList());
                JsonNode made = api.service(name).path("Spec");
                assertThat(made.at("/EndpointSpec/Ports/0/PublishMode").asText()).isEqualTo("host");
                assertThat(made.at("/Mode").has("Global")).isTrue();

                leftAlone(daemon, home);
                home.write("node_exporter_deploy.yml", file("--some"));
                daemon.awaitTrue(RealTime.PATIENCE, "all tasks to be replaced", () -> api.running(name).stream()
                        .filter(task -> !first.contains(task)).count() == lab.nodes().size());
                JsonNode wanted = made.deepCopy();
                ((ArrayNode) wanted.at("/TaskTemplate/ContainerSpec/Args")).removeAll().add("--some");
                assertThat(api.service(name).path("Spec")).isEqualTo(wanted);
                leftAlone(daemon, home);
            }
            assertThat(proxy.writes()).extracting(SeenRequest::path).filteredOn(path -> path.startsWith("/services/"))
                    .containsExactly("/services/create", "/services/" + api.service(name).path("ID").asText() + "/update");
        }
    }

    @Test
    @DisplayName("is never written when somebody else made it, until they hand it over")
    void foreign() {
        services.createNamed(name, "--mode", "global", "--env", "THEIRS=1", IMAGE);
        lab.docker(manager, "network", "create", "-d", "overlay", network);
        List<LabTask> theirs = services.awaitRunning(name, lab.nodes().size());
        OrcastraHome home = home(manager.dockerHost(), "--all");
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitLog(RealTime.PATIENCE, "ORC-EXP-401");
            leftAlone(daemon, home);
            assertThat(api.running(name)).containsExactlyInAnyOrderElementsOf(theirs);

            lab.docker(manager, "service", "update", "-d", "-q", "--label-add", "orchestration.deployed.by=orcastra", name);
            daemon.awaitTrue(RealTime.PATIENCE, "the service to be as the file says",
                    () -> api.service(name).at("/Spec/TaskTemplate/ContainerSpec/Args/0").asText().equals("--all"));
            assertThat(api.service(name).at("/Spec/TaskTemplate/ContainerSpec/Env")).hasSize(1)
                    .allMatch(variable -> variable.asText().equals("TZ=UTC"));
        }
    }

    private boolean exists() {
        return lab.docker(manager, "service", "ls", "--format", "{{.Name}}").lines().anyMatch(name::equals);
    }

    private void leftAlone(OrcastraProcess daemon, OrcastraHome home) {
        JsonNode spec = api.service(name).path("Spec");
        daemon.awaitMore(CYCLES, 3);
        assertThat(home.command("dry-run").exit()).as("nothing is left to do").isZero();
        assertThat(api.service(name).path("Spec")).isEqualTo(spec);
    }

    private String file(String arguments) {
        return FILE.formatted(name, IMAGE, arguments, network);
    }

    private OrcastraHome home(String dockerHost, String arguments) {
        return new OrcastraHome(dockerHost).with("RELABEL_TIME", "1").with("TZ", "UTC")
                .write("swarm.yml", LOOP).write("node_exporter_deploy.yml", file(arguments));
    }
}
