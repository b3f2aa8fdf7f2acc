package io.orcastra.engine.placement;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What tasks occupy on the nodes; a plan occupies further room step by step. A copy shares with its origin what neither
 * of them has changed since. Not thread-safe.
 */
public final class Room {
    private static final Occupation NONE = new Occupation();

    /** As observed; all copies share it, so that a copy costs what a plan has changed and not the cluster. */
    private final Map<String, Occupation> observed;
    private final Map<String, Occupation> changed;
    /** Changed nodes whose occupation nobody else sees. */
    private final Set<String> own = new HashSet<>();

    private Room(Map<String, Occupation> observed, Map<String, Occupation> changed) {
        this.observed = observed;
        this.changed = changed;
    }

    public static Room of(ClusterView cluster) {
        Map<String, Occupation> observed = new HashMap<>();
        for (Task task : cluster.placedTasks()) {
            Service service = cluster.service(task.serviceId());
            if (service != null) {
                observed.computeIfAbsent(task.nodeId(), none -> new Occupation()).change(service, 1);
            }
        }
        return new Room(observed, new HashMap<>());
    }

    public Room copy() {
        own.clear();
        return new Room(observed, new HashMap<>(changed));
    }

    /** One more task of the service on the node. */
    public void add(Service service, String nodeId) {
        change(service, nodeId, 1);
    }

    /**
     * What a task of the service takes is kept free for it on the node. It is not there yet: SwarmKit, which prefers nodes with
     * few tasks, does not count it.
     */
    public void promise(Service service, String nodeId) {
        own(nodeId).reserve(service, 1);
    }

    /** One task of the service less on the node. */
    public void remove(Service service, String nodeId) {
        change(service, nodeId, -1);
    }

    /** Tasks on the node. */
    public int tasks(String nodeId) {
        return at(nodeId).all;
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
        Map<String, Long> generic = taken.generic.isEmpty() ? node.resources().generic()
                : new HashMap<>(node.resources().generic());
        taken.generic.forEach((kind, amount) -> generic.merge(kind, -amount, Long::sum));
        return new Resources(
                node.resources().nanoCpus() - taken.nanoCpus, node.resources().memoryBytes() - taken.memory, generic);
    }

    /** Whether the node has all of it left. */
    boolean suffices(Resources needed, Node node) {
        Occupation taken = at(node.id());
        Resources all = node.resources();
        return Amounts.suffices(needed.nanoCpus(), all.nanoCpus() - taken.nanoCpus)
                && Amounts.suffices(needed.memoryBytes(), all.memoryBytes() - taken.memory)
                && needed.generic().entrySet().stream().allMatch(kind -> Amounts.suffices(kind.getValue(),
                        all.generic().getOrDefault(kind.getKey(), 0L) - taken.generic.getOrDefault(kind.getKey(), 0L)));
    }

    private Occupation at(String nodeId) {
        Occupation later = changed.get(nodeId);
        return later == null ? observed.getOrDefault(nodeId, NONE) : later;
    }

    private void change(Service service, String nodeId, int by) {
        own(nodeId).change(service, by);
    }

    private Occupation own(String nodeId) {
        if (own.add(nodeId)) {
            changed.put(nodeId, at(nodeId).copy());
        }
        return changed.get(nodeId);
    }

    private static final class Occupation {
        private final Map<String, Integer> tasks = new HashMap<>();
        private final Map<String, Integer> ports = new HashMap<>();
        private final Map<String, Long> generic = new HashMap<>();
        private int all;
        private long nanoCpus;
        private long memory;

        void change(Service service, int by) {
            all += by;
            tasks.merge(service.id(), by, Integer::sum);
            reserve(service, by);
        }

        void reserve(Service service, int by) {
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
            copy.all = all;
            copy.nanoCpus = nanoCpus;
            copy.memory = memory;
            return copy;
        }
    }
}
