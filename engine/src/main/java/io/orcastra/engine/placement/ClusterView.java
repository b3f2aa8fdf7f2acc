package io.orcastra.engine.placement;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.RecentFailure;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The cluster facts of one moment, found by id; every list has a stable order. */
public final class ClusterView {
    private final Map<String, Node> nodes;
    private final Map<String, Map<String, String>> labels;
    private final Map<String, Service> services;
    private final Map<String, List<PlacementConstraint>> constraints;
    private final Map<String, List<SpreadPreference>> preferences;
    private final Map<String, List<Mount>> mounts;
    private final Map<String, List<Task>> tasksOfService;
    private final List<Task> tasks;
    private final List<EndedTask> recentFailures;
    private final Optional<LocalEngine> localEngine;

    private ClusterView(Collection<?> facts) {
        nodes = byId(only(facts, Node.class), Node::id);
        labels = only(facts, NodeLabel.class).stream().collect(Collectors.groupingBy(
                NodeLabel::nodeId, Collectors.toMap(NodeLabel::key, NodeLabel::value, (one, other) -> one)));
        services = byId(only(facts, Service.class), Service::id);
        constraints = grouped(facts, PlacementConstraint.class, PlacementConstraint::serviceId);
        preferences = grouped(facts, SpreadPreference.class, SpreadPreference::serviceId);
        mounts = grouped(facts, Mount.class, Mount::serviceId);
        tasks = only(facts, Task.class).stream()
                .sorted(Comparator.comparingInt(Task::slot).thenComparing(Task::id)).toList();
        tasksOfService = tasks.stream().collect(Collectors.groupingBy(Task::serviceId));
        Set<String> recent = only(facts, RecentFailure.class).stream()
                .map(RecentFailure::taskId).collect(Collectors.toSet());
        recentFailures = only(facts, EndedTask.class).stream().filter(task -> recent.contains(task.id())).toList();
        localEngine = only(facts, LocalEngine.class).stream().findFirst();
    }

    private ClusterView(ClusterView other, Map<String, Map<String, String>> labels) {
        nodes = other.nodes;
        this.labels = labels;
        services = other.services;
        constraints = other.constraints;
        preferences = other.preferences;
        mounts = other.mounts;
        tasksOfService = other.tasksOfService;
        tasks = other.tasks;
        recentFailures = other.recentFailures;
        localEngine = other.localEngine;
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
        return localEngine;
    }

    /** The node of this id, null when there is none. */
    public Node node(String id) {
        return nodes.get(id);
    }

    public List<Node> nodes() {
        return nodes.values().stream().sorted(Comparator.comparing(Node::id)).toList();
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
        return preferences.getOrDefault(serviceId, List.of()).stream()
                .sorted(Comparator.comparingInt(SpreadPreference::rank)).toList();
    }

    public List<Mount> mounts(String serviceId) {
        return mounts.getOrDefault(serviceId, List.of());
    }

    /** Tasks Swarm wants, by slot. */
    public List<Task> tasks(String serviceId) {
        return tasksOfService.getOrDefault(serviceId, List.of());
    }

    /** Tasks that take room on a node: assigned, and not ended yet. */
    public List<Task> placedTasks() {
        return tasks.stream().filter(ClusterView::placed).toList();
    }

    /** Tasks of a service that take room on a node. */
    public List<Task> placedTasks(String serviceId) {
        return tasks(serviceId).stream().filter(ClusterView::placed).toList();
    }

    long recentFailures(String serviceId, String nodeId) {
        return recentFailures.stream()
                .filter(task -> task.serviceId().equals(serviceId) && task.nodeId().equals(nodeId)).count();
    }

    /** Hostname for people, the id where the node is not known. */
    public String hostname(String nodeId) {
        Node node = nodes.get(nodeId);
        return node == null || node.hostname().isEmpty() ? nodeId : node.hostname();
    }

    private static boolean placed(Task task) {
        return !task.nodeId().isEmpty() && task.state().compareTo(TaskState.RUNNING) <= 0;
    }

    private static <T> List<T> only(Collection<?> facts, Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T> Map<String, T> byId(List<T> facts, Function<T, String> id) {
        return facts.stream().collect(Collectors.toMap(id, Function.identity(), (one, other) -> one));
    }

    private static <T> Map<String, List<T>> grouped(Collection<?> facts, Class<T> type, Function<T, String> id) {
        return only(facts, type).stream()
                .map(fact -> Map.entry(fact.toString(), fact))
                .sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue).collect(Collectors.groupingBy(id));
    }
}
