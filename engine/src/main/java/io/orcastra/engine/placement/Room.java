package io.orcastra.engine.placement;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import java.util.HashMap;
import java.util.Map;

/** What tasks occupy on the nodes; a plan occupies further room step by step. Not thread-safe. */
public final class Room {
    private final Map<String, Occupation> nodes = new HashMap<>();

    private Room() {
    }

    public static Room of(ClusterView cluster) {
        Room room = new Room();
        for (Task task : cluster.placedTasks()) {
            Service service = cluster.service(task.serviceId());
            if (service != null) {
                room.add(service, task.nodeId());
            }
        }
        return room;
    }

    public Room copy() {
        Room copy = new Room();
        nodes.forEach((id, occupation) -> copy.nodes.put(id, occupation.copy()));
        return copy;
    }

    /** One more task of the service on the node. */
    public void add(Service service, String nodeId) {
        at(nodeId).change(service, 1);
    }

    /** One task of the service less on the node. */
    public void remove(Service service, String nodeId) {
        at(nodeId).change(service, -1);
    }

    /** Tasks on the node. */
    public int tasks(String nodeId) {
        return at(nodeId).tasks.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Tasks of the service on the node. */
    public int tasks(String nodeId, String serviceId) {
        return at(nodeId).tasks.getOrDefault(serviceId, 0);
    }

    boolean portTaken(String nodeId, String port) {
        return at(nodeId).ports.getOrDefault(port, 0) > 0;
    }

    /** What of the node's resources is not reserved; negative where more is reserved than there is. */
    Resources free(Node node) {
        Occupation taken = at(node.id());
        Map<String, Long> generic = new HashMap<>(node.resources().generic());
        taken.generic.forEach((kind, amount) -> generic.merge(kind, -amount, Long::sum));
        return new Resources(
                node.resources().nanoCpus() - taken.nanoCpus, node.resources().memoryBytes() - taken.memory, generic);
    }

    private Occupation at(String nodeId) {
        return nodes.computeIfAbsent(nodeId, none -> new Occupation());
    }

    private static final class Occupation {
        private final Map<String, Integer> tasks = new HashMap<>();
        private final Map<String, Integer> ports = new HashMap<>();
        private final Map<String, Long> generic = new HashMap<>();
        private long nanoCpus;
        private long memory;

        void change(Service service, int by) {
            tasks.merge(service.id(), by, Integer::sum);
            service.hostPorts().forEach(port -> ports.merge(port, by, Integer::sum));
            service.reservations().generic().forEach((kind, amount) -> generic.merge(kind, by * amount, Long::sum));
            nanoCpus += by * service.reservations().nanoCpus();
            memory += by * service.reservations().memoryBytes();
        }

        Occupation copy() {
            Occupation copy = new Occupation();
            copy.tasks.putAll(tasks);
            copy.ports.putAll(ports);
            copy.generic.putAll(generic);
            copy.nanoCpus = nanoCpus;
            copy.memory = memory;
            return copy;
        }
    }
}
