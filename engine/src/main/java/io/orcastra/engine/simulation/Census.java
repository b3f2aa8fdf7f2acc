package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the simulated swarm really is at one moment, whatever its managers know. */
public record Census(Map<String, NodeCensus> nodes, Map<String, ServiceCensus> services) {

    /**
     * @param used  bytes used of its host's memory
     * @param tasks names of the services whose containers are there, once for each
     */
    public record NodeCensus(boolean on, long used, long total, List<String> tasks) {
        public double usedPercent() {
            return 100.0 * used / total;
        }
    }

    /**
     * @param nodes       hostnames where Swarm wants its tasks and they run, sorted, once for each
     * @param wanted      tasks Swarm wants
     * @param containers  containers that live, wanted or not
     * @param constraints of its placement, pins of ours included
     * @param spec        everything of its spec that is written, as text
     * @param down        time in which none of its containers ran
     */
    public record ServiceCensus(
            List<String> nodes, int wanted, int containers, List<String> constraints, String spec, Duration down) {
    }

    static Census of(World world, Kernels kernels) {
        Map<String, NodeCensus> nodes = new TreeMap<>();
        for (NodeState node : world.nodes.values()) {
            List<String> there = world.tasks(task -> task.container && task.nodeId.equals(node.id)).stream()
                    .map(task -> task.service.name()).sorted().toList();
            nodes.put(node.hostname(), new NodeCensus(
                    node.powered, kernels.used(node.machine.host()), node.machine.totalBytes(), there));
        }
        Map<String, ServiceCensus> services = new TreeMap<>();
        for (ServiceState service : world.services.values()) {
            services.put(service.name(), of(world, service));
        }
        return new Census(nodes, services);
    }

    private static ServiceCensus of(World world, ServiceState service) {
        List<TaskRun> wanted = world.wanted(service);
        List<String> nodes = new ArrayList<>();
        wanted.stream().filter(task -> task.state == TaskState.RUNNING && task.container)
                .map(task -> world.hostname(task.nodeId)).sorted().forEach(nodes::add);
        int containers = world.tasks(task -> task.service == service && task.container).size();
        return new ServiceCensus(nodes, wanted.size(), containers,
                service.spec.constraints().stream().map(PlacementConstraint::expression).sorted().toList(),
                service.spec.service() + " " + service.spec.constraints() + " " + service.spec.update(),
                service.uptime.downUntil(world.now()));
    }
}
