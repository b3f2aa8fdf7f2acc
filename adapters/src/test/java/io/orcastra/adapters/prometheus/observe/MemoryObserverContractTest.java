package io.orcastra.adapters.prometheus.observe;

import static io.orcastra.adapters.prometheus.observe.SwarmOfNodes.node;
import static io.orcastra.adapters.prometheus.observe.SwarmOfNodes.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.prometheus.fetch.Access;
import io.orcastra.adapters.prometheus.fetch.StubServer;
import io.orcastra.adapters.prometheus.source.ExporterKind;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.adapters.prometheus.source.NamedExporter;
import io.orcastra.adapters.prometheus.source.Pace;
import io.orcastra.engine.port.Observer;
import io.orcastra.engine.port.ObserverContract;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.TaskMemory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class MemoryObserverContractTest extends ObserverContract {

    private final MovableClock clock = new MovableClock();
    private final Set<Object> swarm = Set.of(node("1", "oak", "10.0.0.1"), node("2", "elm", "10.0.0.2"), task("t", "1"));
    private StubServer exporter;
    private MemoryObserver memory;

    @BeforeEach
    void measure() {
        exporter = StubServer.metrics("""
                node_memory_MemTotal_bytes 1000
                node_memory_MemAvailable_bytes 400
                container_memory_working_set_bytes{container_label_com_docker_swarm_task_id="t"} 7
                """);
        MemorySources sources = new MemorySources(
                List.of(new NamedExporter(ExporterKind.AGENT, "oak", exporter.url())), List.of(), Optional.empty(), Map.of(),
                Access.OPEN, new Pace(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(90), 4));
        memory = new MemoryObserver(sources, () -> swarm, clock, Addresses.SYSTEM, MemoryListener.NOOP, () -> { });
        memory.measure();
    }

    @AfterEach
    void close() {
        memory.close();
        exporter.close();
    }

    @Override
    protected Observer observer() {
        return memory;
    }

    @Override
    protected void assertComplete(Set<Object> facts) {
        assertThat(facts).containsExactlyInAnyOrder(new NodeMemory("1", "1", 1000, 600, clock.instant()),
                new MemoryUnknown("2", "nothing measures the memory of elm"),
                new TaskMemory("t", "service", "1", 7, clock.instant()));
    }
}
