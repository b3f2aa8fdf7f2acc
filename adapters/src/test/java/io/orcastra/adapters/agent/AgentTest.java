package io.orcastra.adapters.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.prometheus.text.ExpositionFormat;
import io.orcastra.adapters.prometheus.text.ExpositionLimits;
import io.orcastra.adapters.prometheus.text.ExpositionParser;
import io.orcastra.adapters.prometheus.text.MalformedExposition;
import io.orcastra.adapters.prometheus.text.Sample;
import io.orcastra.engine.port.Clock;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent beside an engine that plays answers back; what it publishes is read by the reader of all exporters. */
class AgentTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String WORKING_SET = "container_memory_working_set_bytes";
    private static final String TWO_CONTAINERS = """
            [{"Id": "c1", "Names": ["/web.1.x"], "Labels": {"com.docker.swarm.task.id": "t1",
              "com.docker.swarm.service.id": "s1", "com.docker.swarm.service.name": "shop_web", "com.docker.swarm.node.id": "n1"}},
             {"Id": "c2", "Names": ["/db.1.y"], "Labels": {"com.docker.swarm.task.id": "t2"}}]""";

    private final AtomicLong nanos = new AtomicLong();
    private final CollectorRegistry registry = new CollectorRegistry();
    private final RecordedEngine engine = RecordedEngine.start();
    private final Clock clock = Clock.of(() -> NOW, nanos::get);
    private final DockerApi api = new DockerApi(engine.endpoint(), ApiListener.NOOP, clock);

    @TempDir
    private Path folder;
    private Path meminfo;
    private Agent agent;

    @BeforeEach
    void beside() throws IOException {
        meminfo = Files.writeString(folder.resolve("meminfo"), "MemTotal:        2097152 kB\nMemFree: 1 kB\nMemAvailable:    1048576 kB\n");
        agent = new Agent(api, meminfo, Duration.ofMillis(50), clock, registry);
        engine.answer("GET /v1.41/containers/json", 200, TWO_CONTAINERS);
        engine.answer("GET /v1.41/containers/c1/stats", 200,
                "{\"memory_stats\": {\"usage\": 1000, \"stats\": {\"inactive_file\": 1, \"total_inactive_file\": 300}}}");
        engine.answer("GET /v1.41/containers/c2/stats", 200,
                "{\"memory_stats\": {\"usage\": 500, \"stats\": {\"inactive_file\": 600}}}");
    }

    @AfterEach
    void close() {
        agent.close();
        api.close();
        engine.close();
    }

    @Test
    void publishesContainersOfBothCgroupVersionsAndTheMachine() throws IOException, MalformedExposition {
        agent.start();
        await().atMost(SOON).until(() -> agent.health().good());

        assertThat(published()).contains(new Sample("node_memory_MemTotal_bytes", Map.of(), 2147483648.0, Optional.of(NOW)),
                new Sample("node_memory_MemAvailable_bytes", Map.of(), 1073741824.0, Optional.of(NOW)));
        assertThat(published()).filteredOn(sample -> sample.name().equals(WORKING_SET)).satisfiesExactlyInAnyOrder(
                web -> {
                    assertThat(web.label("container_label_com_docker_swarm_task_id")).isEqualTo("t1");
                    assertThat(web.label("container_label_com_docker_swarm_service_id")).isEqualTo("s1");
                    assertThat(web.label("container_label_com_docker_swarm_service_name")).isEqualTo("shop_web");
                    assertThat(web.label("container_label_com_docker_swarm_node_id")).isEqualTo("n1");
                    assertThat(web.value()).isEqualTo(700);
                    assertThat(web.at()).contains(NOW);
                },
                db -> assertThat(db.value()).isZero());
        assertThat(engine.requests()).isNotEmpty().allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void aContainerThatEndedMeanwhileIsLeftOut() throws IOException, MalformedExposition {
        engine.answer("GET /v1.41/containers/c1/stats", 404, "{\"message\": \"No such container\"}");
        engine.answer("GET /v1.41/containers/c2/stats", 200, "{\"memory_stats\": {}}");

        agent.start();
        await().atMost(SOON).until(() -> agent.health().good());

        assertThat(published()).noneMatch(sample -> sample.name().equals(WORKING_SET)).isNotEmpty();
    }

    @Test
    void withoutTheMachinesFigureTheContainersAreToldAllTheSame() throws IOException, MalformedExposition {
        Files.writeString(meminfo, "MemTotal: many kB\n");

        agent.start();
        await().atMost(SOON).until(() -> agent.health().good());

        assertThat(published()).anyMatch(sample -> sample.name().equals(WORKING_SET))
                .noneMatch(sample -> sample.name().startsWith("node_memory_"));
    }

    @Test
    void anEngineThatIsAwayLeavesTheLastReadingAndIsSaidAfterAWhile() throws IOException, MalformedExposition {
        assertThat(agent.health().problems()).containsExactly("the engine has not been read yet");
        agent.start();
        await().atMost(SOON).until(() -> agent.health().good());
        engine.answer("GET /v1.41/info", 500, "{\"message\": \"no\"}");
        int before = engine.requests().size();
        await().atMost(SOON).until(() -> engine.requests().size() > before + 1);

        nanos.addAndGet(Duration.ofSeconds(31).toNanos());

        await().atMost(SOON).until(() -> !agent.health().good());
        assertThat(agent.health().problems()).containsExactly("the engine was last read 31 s ago");
        assertThat(published()).anyMatch(sample -> sample.name().equals(WORKING_SET));
    }

    private List<Sample> published() throws IOException, MalformedExposition {
        StringWriter text = new StringWriter();
        TextFormat.write004(text, registry.metricFamilySamples());
        List<Sample> samples = new ArrayList<>();
        ExpositionParser.parse(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), ExpositionFormat.TEXT,
                ExpositionLimits.DEFAULT, samples::add);
        return samples;
    }
}
