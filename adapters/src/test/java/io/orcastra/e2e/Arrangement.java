package io.orcastra.e2e;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which nodes the tasks of services are on.
 *
 * @param nodes by name of the service: host names, sorted, once for each task; services without a task are left out
 */
record Arrangement(Map<String, List<String>> nodes) {

    /** Of the tasks that have a node and are wanted. */
    static Arrangement of(Collection<?> facts) {
        Map<String, String> names = facts.stream().filter(Service.class::isInstance).map(Service.class::cast)
                .collect(Collectors.toMap(Service::id, Service::name));
        Map<String, String> hosts = facts.stream().filter(Node.class::isInstance).map(Node.class::cast)
                .collect(Collectors.toMap(Node::id, Node::hostname));
        Map<String, List<String>> nodes = facts.stream().filter(Task.class::isInstance).map(Task.class::cast)
                .filter(task -> !task.nodeId().isEmpty() && task.state().compareTo(TaskState.RUNNING) <= 0)
                .collect(Collectors.groupingBy(task -> names.get(task.serviceId()), TreeMap::new,
                        Collectors.mapping(task -> hosts.get(task.nodeId()), Collectors.toList())));
        nodes.replaceAll((service, some) -> some.stream().sorted().toList());
        return new Arrangement(nodes);
    }

    /** Only what is different in the other: the services in both orders of reading. */
    String differenceFrom(Arrangement other) {
        return nodes.keySet().stream().filter(service -> !nodes.get(service).equals(other.nodes.get(service)))
                .map(service -> service + " on " + nodes.get(service) + " instead of "
                        + other.nodes.getOrDefault(service, List.of())).collect(Collectors.joining("; "));
    }
}
