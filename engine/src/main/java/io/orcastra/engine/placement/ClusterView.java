package io.orcastra.engine.placement;

import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.InFlight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The cluster facts of one moment, found by id, and what of ours is under way then; every list has a stable order. */
public final class ClusterView {
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Map<String, String>> labels;
    private final Map<String, Service> services = new HashMap<>();
    private final Map<String, List<PlacementConstraint>> constraints = new HashMap<>();
    private final Map<String, List<SpreadPreference>> preferences = new HashMap<>();
    private final Map<String, List<Mount>> mounts = new HashMap<>();
    private final Map<String, List<Task>> tasks = new HashMap<>();
    private final Map<String, List<Task>> placed = new TreeMap<>();
    private final Set<InFlight> inFlight = new HashSet<>();
    private final List<Node> sortedNodes;
    private LocalEngine localEngine;

    private ClusterView(Collection<?> facts) {
        labels = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Task task) {
                add(tasks, task.serviceId(), task);
            } else {
                arrange(fact);
            }
        }
        tasks.values().forEach(list -> list.sort(Comparator.comparingInt(Task::slot).thenComparing(Task::id)));
        tasks.forEach((service, list) -> placed.put(service, list.stream().filter(ClusterView::isPlaced).toList()));
        Stream.of(constraints, mounts).map(Map::values).forEach(lists -> lists.forEach(
                list -> ((List<?>) list).sort(Comparator.comparing(Object::toString))));
        preferences.values().forEach(list -> list.sort(
                Comparator.comparingInt(SpreadPreference::rank).thenComparing(SpreadPreference::descriptor)));
        sortedNodes = nodes.values().stream().sorted(Comparator.comparing(Node::id)).toList();
    }

    private void arrange(Object fact) {
        if (fact instanceof Node node) {
            nodes.put(node.id(), node);
        } else if (fact instanceof NodeLabel label) {
            labels.computeIfAbsent(label.nodeId(), none -> new HashMap<>()).put(label.key(), label.value());
        } else if (fact instanceof Service service) {
            services.put(service.id(), service);
        } else if (fact instanceof PlacementConstraint constraint) {
            add(constraints, constraint.serviceId(), constraint);
        } else if (fact instanceof SpreadPreference preference) {
            add(preferences, preference.serviceId(), preference);
        } else if (fact instanceof Mount mount) {
            add(mounts, mount.serviceId(), mount);
        } else if (fact instanceof LocalEngine engine) {
            localEngine = engine;
        } else if (fact instanceof InFlight action) {
            inFlight.add(action);
        }
    }

    private ClusterView(ClusterView other, Map<String, Map<String, String>> labels) {
        this.labels = labels;
        nodes.putAll(other.nodes);
        services.putAll(other.services);
        constraints.putAll(other.constraints);
        preferences.putAll(other.preferences);
        mounts.putAll(other.mounts);
        tasks.putAll(other.tasks);
        placed.putAll(other.placed);
        sortedNodes = other.sortedNodes;
        localEngine = other.localEngine;
        inFlight.addAll(other.inFlight);
    }

    /** @param facts other facts than those of the cluster are ignored */
    public static ClusterView of(Collection<?> facts) {
        return new ClusterView(facts);
    }

    /** The same cluster with further node labels, or other values of them. */
    public ClusterView with(Collection<NodeLabel> more) {
        Map<String, Map<String, String>> all = new HashMap<>(labels);
        for (NodeLabel label : more) {
            Map<String, String> ofNode = new HashMap<>(all.getOrDefault(label.nodeId(), Map.of()));
            ofNode.put(label.key(), label.value());
            all.put(label.nodeId(), ofNode);
        }
        return new ClusterView(this, all);
    }

    /** The engine that is talked to; empty where it was not observed. */
    public Optional<LocalEngine> localEngine() {
        return Optional.ofNullable(localEngine);
    }

    /** Actions of ours under way, by whatever instance. */
    public Set<InFlight> inFlight() {
        return Set.copyOf(inFlight);
    }

    /** The node of this id, null when there is none. */
    public Node node(String id) {
        return nodes.get(id);
    }

    public List<Node> nodes() {
        return sortedNodes;
    }

    public Map<String, String> labels(String nodeId) {
        return labels.getOrDefault(nodeId, Map.of());
    }

    /** The service of this id, null when there is none. */
    public Service service(String id) {
        return services.get(id);
    }

    public List<PlacementConstraint> constraints(String serviceId) {
        return constraints.getOrDefault(serviceId, List.of());
    }

    /** By rank. */
    public List<SpreadPreference> preferences(String serviceId) {
        return preferences.getOrDefault(serviceId, List.of());
    }

    public List<Mount> mounts(String serviceId) {
        return mounts.getOrDefault(serviceId, List.of());
    }

    /** Tasks Swarm wants, by slot. */
    public List<Task> tasks(String serviceId) {
        return tasks.getOrDefault(serviceId, List.of());
    }

    /** Tasks that take room on a node: assigned, and not ended yet. */
    public List<Task> placedTasks() {
        return placed.values().stream().flatMap(List::stream).toList();
    }

    /** Tasks of a service that take room on a node. */
    public List<Task> placedTasks(String serviceId) {
        return placed.getOrDefault(serviceId, List.of());
    }

    /** Hostname for people, the id where the node is not known. */
    public String hostname(String nodeId) {
        Node node = nodes.get(nodeId);
        return node == null || node.hostname().isEmpty() ? nodeId : node.hostname();
    }

    private static boolean isPlaced(Task task) {
        return !task.nodeId().isEmpty() && task.state().compareTo(TaskState.RUNNING) <= 0;
    }

    private static <T> void add(Map<String, List<T>> groups, String key, T fact) {
        groups.computeIfAbsent(key, none -> new ArrayList<>(2)).add(fact);
    }
}
