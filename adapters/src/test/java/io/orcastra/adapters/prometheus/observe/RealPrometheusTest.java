package io.orcastra.adapters.prometheus.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orcastra.adapters.prometheus.fetch.Access;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.adapters.prometheus.fetch.StubServer;
import io.orcastra.adapters.prometheus.source.PrometheusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A Prometheus server as it is installed")
class RealPrometheusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST_STARTS = 3;
    private static final String METRICS = """
            node_memory_MemTotal_bytes 1000
            node_memory_MemAvailable_bytes 250
            container_memory_working_set_bytes{container_label_com_docker_swarm_task_id="t1",\
            container_label_com_docker_swarm_node_id="n1",id="/a"} 70
            container_memory_working_set_bytes{container_label_com_docker_swarm_task_id="t1",\
            container_label_com_docker_swarm_node_id="n1",id="/b"} 7
            container_memory_working_set_bytes{id="/c",name="shop_web.1.vullt5sidx48ndbcffyef8qha"} 5
            container_memory_working_set_bytes{id="/d",name="by-hand"} 3
            container_memory_working_set_bytes{id="/"} 900
            """;

    private final Fetcher fetcher = new Fetcher();
    private final StubServer exporter = StubServer.metrics(METRICS);
    private Process prometheus;
    private int starts;
    private URI address;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(isThere() || "required".equals(System.getenv("ORCASTRA_LAB")), "prometheus is not installed");
        Files.writeString(folder.resolve("prometheus.yml"), """
                scrape_configs:
                - job_name: exporter
                  scrape_interval: 1s
                  static_configs: [ targets: [ "%1$s" ] ]
                - job_name: another-of-the-same-machine
                  scrape_interval: 1s
                  static_configs: [ targets: [ "%1$s" ] ]
                """.formatted(exporter.url().getAuthority()));
        startOnce();
    }

    private void startOnce() throws IOException {
        starts++;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        prometheus = new ProcessBuilder("prometheus", "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=" + address.getAuthority())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile()).start();
    }

    /** A port that was free a moment ago may be somebody else's by now; a server that cannot have it ends. */
    private boolean hasScraped() throws IOException, FetchFailed {
        if (!prometheus.isAlive() && starts < MOST_STARTS) {
            startOnce();
        }
        return read("avg").nodes().size() == 2 && prometheus.isAlive();
    }

    private void isToBeExpected() throws IOException {
        assertThat(prometheus.isAlive() || starts < MOST_STARTS)
                .as("a server runs, after %s starts; the last one said %s", starts, Files.readString(folder.resolve("log.txt"))).isTrue();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (prometheus != null) {
            prometheus.destroyForcibly().waitFor();
        }
        exporter.close();
        fetcher.close();
    }

    @Test
    @DisplayName("understands what it is asked, whatever the function, and counts nothing twice that two exporters tell")
    void understands() throws FetchFailed {
        await().atMost(PATIENCE).ignoreExceptions().failFast(this::isToBeExpected).until(this::hasScraped);

        for (String function : List.of("avg", "max", "min", "last")) {
            Readings readings = read(function);
            assertThat(readings.nodes()).as(function).hasSize(2).allSatisfy(node -> {
                assertThat(node.name()).isEqualTo("127.0.0.1");
                assertThat(node.totalBytes()).isEqualTo(1000);
                assertThat(node.usedBytes()).isEqualTo(750);
                assertThat(Duration.between(node.at(), Instant.now())).isLessThan(PATIENCE);
            });
            assertThat(readings.tasks()).as(function)
                    .extracting(Readings.OfTask::taskId, Readings.OfTask::nodeId, Readings.OfTask::workingSetBytes)
                    .containsExactlyInAnyOrder(tuple("t1", "n1", 77L), tuple("vullt5sidx48ndbcffyef8qha", "", 5L));
        }
    }

    private Readings read(String function) throws FetchFailed {
        return new ServerSource(new PrometheusServer(address, function, Duration.ofMinutes(5), "instance", Access.OPEN), fetcher)
                .read(Instant.now(), LIMIT);
    }

    private static boolean isThere() {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, "prometheus")));
    }
}
