package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 3)
@DisplayName("The daemon as a container")
class ContainerIT {

    private static final int KILLS = Integer.getInteger("orcastra.kills", 3);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String STACK = "orcastra";

    private final SwarmLab lab;
    private final LabNode manager;
    private final Measurements measurements = new Measurements(getClass());
    private final AnchorScenario scenario;

    @TempDir
    private Path folder;

    ContainerIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.scenario = new AnchorScenario(lab, measurements);
    }

    @AfterEach
    void clean() {
        lab.docker(manager, "stack", "rm", STACK);
        scenario.close();
    }

    @Test
    @DisplayName("built from the Dockerfile and deployed from config/stack.yml, is healthy and keeps labels and dependents")
    void keepsTheSwarm() throws IOException, InterruptedException {
        new ImageBuild(lab, manager, folder.resolve("build")).fromDistribution("orcastra:lab");
        deploy();
        LabTask task = await().atMost(Duration.ofSeconds(120)).until(() ->
                lab.api(manager).running(STACK + "_orcastra").stream().findFirst().orElse(null), t -> t != null);
        assertThat(task.node()).isEqualTo(manager.id());
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").body()).contains("orcastra_lease_held 1");
        assertThat(get("/status").statusCode()).as("any other path without the token").isEqualTo(401);
        noteMemory();

        scenario.labelFollowsTheStart(this::log);
        scenario.everythingFollowsTheReplacement(KILLS, this::log);
        measureFirstPlan();
    }

    private void deploy() throws IOException {
        Path file = folder.resolve("stack.yml");
        Files.copy(ROOT.resolve("config/stack.yml"), file);
        Files.writeString(folder.resolve("swarm.yml"), scenario.stack().yaml());
        Path token = Files.writeString(folder.resolve("token"), "not-a-secret-0123456789abcdef0123456789abcdef");
        lab.docker(manager, "secret", "create", "orcastra_http_token", token.toString());
        lab.docker(manager, Map.of(
                "DOCKER_GID", lab.exec(manager, "stat", "-c", "%g", "/var/run/docker.sock"),
                "ORCASTRA_IMAGE", "orcastra:lab",
                "RELABEL_TIME", "" + AnchorScenario.POLL.toSeconds()),
                "stack", "deploy", "--resolve-image", "never", "-c", file.toString(), STACK);
    }

    /** The label is taken away and the container ended: the next one's first plan speaks of it, whatever it decides. */
    private void measureFirstPlan() {
        String anchor = scenario.stack().anchor();
        LabNode home = lab.nodeOfId(lab.api(manager).running(anchor).get(0).node());
        String old = container();
        lab.docker(manager, "kill", old);
        lab.docker(manager, "node", "update", "--label-rm", scenario.stack().label(), home.name());
        String next = await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::container, c -> !c.equals(old));
        Instant started = Instant.parse(lab.docker(manager, "inspect", "-f", "{{.State.StartedAt}}", next));
        Instant planned = await().atMost(Duration.ofSeconds(60)).until(() -> firstPlan(next), Optional::isPresent).get();
        measurements.between("container start to first plan", started, planned);
    }

    private Optional<Instant> firstPlan(String container) {
        return lab.docker(manager, "logs", "--timestamps", container).lines().filter(line -> line.contains("ORC-ANC-201"))
                .findFirst().map(line -> Instant.parse(line.substring(0, line.indexOf(' '))));
    }

    private void noteMemory() {
        lab.docker(manager, "top", container(), "-eo", "pid,rss,comm").lines().filter(l -> l.endsWith("java")).forEach(line ->
                measurements.note("resident memory in the container, idle",
                        Double.parseDouble(line.strip().split("\\s+")[1]) / 1024, "MiB"));
    }

    private String container() {
        String id = lab.docker(manager, "ps", "-q", "--filter", "label=com.docker.swarm.service.name=" + STACK + "_orcastra");
        assertThat(id).isNotEmpty();
        return id;
    }

    private String log() {
        return lab.docker(manager, "logs", "--tail", "60", container());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create("http://" + lab.address(manager) + ":6060" + path)).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
