package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 3)
@DisplayName("Memory on a real swarm")
class MemoryIT {

    private static final Duration SOON = RealTime.PATIENCE;
    private static final String UNKNOWN = "orcastra_memory_unknown_nodes";
    private static final String ON_EVERY_NODE = """
            monitor_interval_seconds: 1
            memory_sources:
              timeout_seconds: 2
              stale_seconds: 4
              node_exporter: { url: "http://{address}:9100/metrics" }
            """;

    private final SwarmLab lab;

    MemoryIT(SwarmLab lab) {
        this.lab = lab;
    }

    @Test
    @DisplayName("is what the exporter of each node says, and unknown where it is silent")
    void isWhatExportersSay() throws JsonProcessingException {
        OrcastraHome home = home(ON_EVERY_NODE).with("DRY_RUN", "true");
        lab.memory(lab.node(2), 92);
        await().atMost(SOON).untilAsserted(() -> assertThat(usedPercent(home)).hasSize(3)
                .hasEntrySatisfying(lab.node(2).id(), percent -> assertThat(percent).isBetween(91.5, 92.5)));

        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            String age = "orcastra_memory_sample_age_seconds{node=\"" + lab.node(3).name() + "\",}";
            daemon.awaitTrue(SOON, "the memory of all nodes", () -> daemon.metrics().containsKey(age) && unknown(daemon) == 0);
            lab.exporter(lab.node(3), false);
            daemon.awaitTrue(SOON, "one node unknown", () -> unknown(daemon) == 1 && !daemon.metrics().containsKey(age));
            await().atMost(SOON).untilAsserted(() ->
                    assertThat(usedPercent(home)).containsOnlyKeys(lab.node(1).id(), lab.node(2).id()));
            lab.exporter(lab.node(3), true);
            daemon.awaitTrue(SOON, "the memory of all nodes again", () -> unknown(daemon) == 0);
        }
    }

    @Test
    @DisplayName("is told by agents, which only read their engine and know no rules")
    void isToldByAgents(@TempDir Path folder) throws IOException {
        LabNode node = lab.node(2);
        LabServices services = new LabServices(lab);
        String service = services.create("hungry", "-e", "MB=64", "--constraint", "node.hostname==" + node.name(), "lab/alloc:1");
        LabTask task = services.awaitRunning(service, 1).get(0);
        lab.memory(node, 71);
        Path classes = folder.resolve("classes.txt");
        try (SocketProxy proxy = SocketProxy.inFrontOf(node)) {
            OrcastraHome agentHome = new OrcastraHome(proxy.dockerHost());
            try (OrcastraProcess agent = agentHome.agent("-Xlog:class+load:file=" + classes, "--interval", "1",
                    "--meminfo", node.meminfo().toString()).awaitHealthy()) {
                OrcastraHome home = home("node_exporters: { " + node.name() + ": \"" + agentHome.metricsUrl() + "\" }\n");
                await().atMost(SOON).untilAsserted(() -> {
                    JsonNode measured = only(facts(home).path("TaskMemory"), "taskId", task.id());
                    assertThat(measured.path("nodeId").asText()).isEqualTo(node.id());
                    assertThat(measured.path("workingSetBytes").asLong()).isBetween(60L << 20, 90L << 20);
                    assertThat(usedPercent(home).get(node.id())).isBetween(70.5, 71.5);
                });
                assertThat(agent.terminate()).isZero();
            }
            assertThat(proxy.requests()).isNotEmpty().extracting(SeenRequest::method).containsOnly("GET");
        } finally {
            services.remove(service);
        }
        try (Stream<String> loaded = Files.lines(classes)) {
            assertThat(loaded.filter(line -> line.contains("org.drools.") || line.contains("org.kie."))).isEmpty();
        }
    }

    private OrcastraHome home(String rebalance) {
        return new OrcastraHome(lab.node(1).dockerHost()).write("swarm.yml", "# nothing is wished for\n")
                .write("rebalance_config.yml", rebalance);
    }

    private static double unknown(OrcastraProcess daemon) {
        return daemon.metrics().getOrDefault(UNKNOWN, -1.0);
    }

    private static Map<String, Double> usedPercent(OrcastraHome home) throws JsonProcessingException {
        Map<String, Double> percent = new HashMap<>();
        facts(home).path("NodeMemory").forEach(memory -> percent.put(memory.path("nodeId").asText(),
                100.0 * memory.path("usedBytes").asLong() / memory.path("totalBytes").asLong()));
        return percent;
    }

    private static JsonNode facts(OrcastraHome home) throws JsonProcessingException {
        OrcastraHome.Answer answer = home.command("snapshot");
        assertThat(answer.exit()).as(answer.errors()).isZero();
        return new ObjectMapper().readTree(answer.out()).path("facts");
    }

    private static JsonNode only(JsonNode list, String field, String value) {
        for (JsonNode one : list) {
            if (one.path(field).asText().equals(value)) {
                return one;
            }
        }
        throw new AssertionError("no " + field + " " + value + " in " + list);
    }
}
