package io.orcastra.adapters.agent;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The reading as metrics: under node_exporter's and cAdvisor's names and labels, each with the time it was measured at,
 * so that one reader serves for all three and an old reading shows its age.
 */
final class AgentMetrics extends Collector {

    private static final List<String> CONTAINER_LABELS = List.of("id", "name", "container_label_com_docker_swarm_node_id",
            "container_label_com_docker_swarm_service_id", "container_label_com_docker_swarm_service_name",
            "container_label_com_docker_swarm_task_id");

    private final Supplier<AgentReading> latest;

    private AgentMetrics(Supplier<AgentReading> latest) {
        this.latest = latest;
    }

    /** @param latest null before the first reading */
    static void register(CollectorRegistry registry, Supplier<AgentReading> latest) {
        new AgentMetrics(latest).register(registry);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        AgentReading reading = latest.get();
        List<MetricFamilySamples> families = new ArrayList<>();
        if (reading == null) {
            return families;
        }
        families.add(one("orcastra_agent_info", "Always 1; the labels say which node this is.",
                List.of("node_id", "hostname"), List.of(reading.nodeId(), reading.hostname()), 1, null));
        if (reading.machine() != null) {
            families.add(one("node_memory_MemTotal_bytes", "Memory of the machine.", List.of(), List.of(),
                    reading.machine().totalBytes(), reading.at().toEpochMilli()));
            families.add(one("node_memory_MemAvailable_bytes", "Memory available to processes without swapping.", List.of(),
                    List.of(), reading.machine().availableBytes(), reading.at().toEpochMilli()));
        }
        families.add(containers("container_memory_usage_bytes", "Memory in use, page cache included.", reading,
                ContainerMemory::usageBytes));
        families.add(containers("container_memory_working_set_bytes", "Memory in use less inactive page cache.", reading,
                ContainerMemory::workingSetBytes));
        return families;
    }

    private static MetricFamilySamples one(String name, String help, List<String> labels, List<String> values, double value,
            Long millis) {
        return new MetricFamilySamples(name, Type.GAUGE, help,
                List.of(new MetricFamilySamples.Sample(name, labels, values, value, millis)));
    }

    private static MetricFamilySamples containers(String name, String help, AgentReading reading,
            ToLongFunction<ContainerMemory> value) {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        for (ContainerMemory memory : reading.containers()) {
            SwarmContainer container = memory.container();
            samples.add(new MetricFamilySamples.Sample(name, CONTAINER_LABELS, List.of("/docker/" + container.id(), container.name(),
                    container.nodeId(), container.serviceId(), container.serviceName(), container.taskId()),
                    value.applyAsLong(memory), reading.at().toEpochMilli()));
        }
        return new MetricFamilySamples(name, Type.GAUGE, help, samples);
    }
}
