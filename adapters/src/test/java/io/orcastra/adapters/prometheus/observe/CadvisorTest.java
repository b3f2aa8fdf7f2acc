package io.orcastra.adapters.prometheus.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.orcastra.adapters.prometheus.fetch.Access;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.adapters.prometheus.fetch.StubServer;
import io.orcastra.adapters.prometheus.source.ExporterKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What cAdvisor 0.38.7 (Debian's) answered on 2026-11-30 on a node of a swarm of engines 20.10.24 with cgroups v1, where two
 * replicas of {@code shop_web}, a task of the global {@code shop_log} and a container that somebody started by hand ran:
 * shortened to some metrics and to that node's cgroups, the lines as they were. With its usual options; with
 * {@code --store_container_labels=false}; and with that, {@code --whitelisted_container_labels=com.docker.swarm.task.id} and
 * {@code --docker_only}.
 */
@DisplayName("The answer of a real cAdvisor")
class CadvisorTest {

    private static final String NODE = "tbzbezg7q21y4pio1xik4kv0r";
    private static final String WEB_1 = "vullt5sidx48ndbcffyef8qha";
    private static final String WEB_2 = "jq6xq67mshbvkzq652fpp47vd";
    private static final String LOG = "4vawqm7qr78szuh3uj1y5ncug";
    /** When the first was given. */
    private static final Instant ASKED = Instant.ofEpochMilli(1_796_029_038_600L);

    private final Fetcher fetcher = new Fetcher();
    private StubServer server;

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
    }

    @Test
    @DisplayName("tells the working set of each task, and when each was measured, and of nothing else")
    void tasks() throws IOException, FetchFailed {
        Readings readings = read("cadvisor.txt", ASKED);

        assertThat(readings.nodes()).isEmpty();
        assertThat(readings.tasks()).containsExactlyInAnyOrder(
                new Readings.OfTask(WEB_1, NODE, 352_256, Instant.ofEpochMilli(1_796_029_035_907L)),
                new Readings.OfTask(WEB_2, NODE, 360_448, Instant.ofEpochMilli(1_796_029_034_684L)),
                new Readings.OfTask(LOG, NODE, 356_352, Instant.ofEpochMilli(1_796_029_032_217L)));
    }

    @ParameterizedTest
    @CsvSource({"cadvisor-without-labels.txt", "cadvisor-one-label.txt"})
    @DisplayName("tells as much where it leaves out labels of containers")
    void fewerLabels(String file) throws IOException, FetchFailed {
        assertThat(read(file, ASKED.plusSeconds(110)).tasks())
                .extracting(Readings.OfTask::taskId, Readings.OfTask::nodeId, Readings.OfTask::workingSetBytes).containsExactlyInAnyOrder(
                tuple(WEB_1, "", 352_256L), tuple(WEB_2, "", 360_448L), tuple(LOG, "", 356_352L));
    }

    @Test
    @DisplayName("is none of one node if it has more containers than a node can have")
    void flood() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i <= 5_000; i++) {
            body.append("container_memory_working_set_bytes{container_label_com_docker_swarm_task_id=\"t").append(i).append("\"} 1\n");
        }
        server = StubServer.metrics(body.toString());

        assertThatThrownBy(() -> asked(ASKED)).isInstanceOf(FetchFailed.class)
                .hasMessage("tells of more than 5000 containers of tasks: maybe it is no exporter of one node");
    }

    private Readings read(String file, Instant now) throws IOException, FetchFailed {
        try (InputStream in = CadvisorTest.class.getResourceAsStream("/prometheus/" + file)) {
            server = StubServer.metrics(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return asked(now);
    }

    private Readings asked(Instant now) throws FetchFailed {
        return new ExporterSource(ExporterKind.CADVISOR, Optional.of("oak"), server.url(), Access.OPEN, fetcher)
                .read(now, Duration.ofSeconds(20));
    }
}
