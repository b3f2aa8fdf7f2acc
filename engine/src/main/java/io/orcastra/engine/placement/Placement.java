package io.orcastra.engine.placement;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.SpreadPreference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Where SwarmKit could put one more task of a service, and where it would. */
public final class Placement {
    private static final List<Filter> FILTERS = List.of(Filter.values());

    private final ClusterView cluster;
    private final Comparator<Node> amongEquals;

    public Placement(ClusterView cluster) {
        this(cluster, Comparator.comparing(Node::id));
    }

    /** @param amongEquals which of the nodes comes first that SwarmKit holds equal */
    public Placement(ClusterView cluster, Comparator<Node> amongEquals) {
        this.cluster = cluster;
        this.amongEquals = amongEquals;
    }

    /** What keeps the node from taking one more task of the service; empty when nothing does. */
    public List<String> obstacles(Service service, Node node, Room room) {
        List<String> obstacles = new ArrayList<>();
        for (Filter filter : FILTERS) {
            filter.obstacle(service, node, room, cluster).ifPresent(obstacles::add);
        }
        return obstacles;
    }

    /** Whether none of SwarmKit's filters refuses one more task of the service. */
    public boolean takes(Service service, Node node, Room room) {
        for (Filter filter : FILTERS) {
            if (filter.obstacle(service, node, room, cluster).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** The first of SwarmKit's filters, in its order, that refuses one more task of the service; empty when none does. */
    public Optional<Obstruction> obstruction(Service service, Node node, Room room) {
        for (Filter filter : FILTERS) {
            Optional<String> words = filter.obstacle(service, node, room, cluster);
            if (words.isPresent()) {
                return words.map(text -> new Obstruction(filter.name().toLowerCase(Locale.ROOT).replace('_', ' '), text,
                        filter.shortage(service, node, room)));
            }
        }
        return Optional.empty();
    }

    /**
     * The node SwarmKit would choose among those given; empty when its filters refuse all of them.
     *
     * @param among nodes of this cluster, as it has them
     */
    public Optional<Node> expectedNode(Service service, Collection<Node> among, Room room) {
        return expectedNodes(service, 1, among, room).stream().findFirst();
    }

    /**
     * The node of each of so many tasks of the service that wait together after a write of it, for which no failure
     * counts yet ({@link NodeFailures}); fewer when SwarmKit's filters refuse the rest. Where SwarmKit holds nodes equal
     * it takes any, and this the first of them. Leaves the room as it was.
     */
    public List<Node> expectedNodes(Service service, int tasks, Collection<Node> among, Room room) {
        return expectedNodes(service, tasks, among, room, node -> 0);
    }

    /** The same for a version of the service that has failed so often on a node, by {@link NodeFailures#recent}. */
    public List<Node> expectedNodes(
            Service service, int tasks, Collection<Node> among, Room room, ToIntFunction<Node> failures) {
        Set<String> allowed = among.stream().map(Node::id).collect(Collectors.toSet());
        TaskGroup group = new TaskGroup(service, tasks, room,
                node -> allowed.contains(node.id()) && takes(service, node, room), order(service, room, failures));
        List<String> keys = spreadKeys(service);
        // only where tasks are spread over values of a label do those on nodes count that can take no more
        List<Node> nodes = (keys.isEmpty() ? among : cluster.nodes()).stream().distinct().sorted(amongEquals).toList();
        List<Node> placed = group.placed(branch(nodes, keys, service, room));
        placed.forEach(node -> room.remove(service, node.id()));
        return placed;
    }

    /** "worker-1 is down; worker-2 has host port 80/tcp in use": why each of these nodes refuses the service. */
    public String explanation(Service service, Collection<Node> among, Room room) {
        return among.stream().sorted(Comparator.comparing(Node::hostname).thenComparing(Node::id))
                .map(node -> cluster.hostname(node.id()) + " " + String.join(" and ", obstacles(service, node, room)))
                .collect(Collectors.joining("; "));
    }

    private TaskGroup.Branch branch(List<Node> nodes, List<String> keys, Service service, Room room) {
        int tasks = nodes.stream().mapToInt(node -> room.tasks(node.id(), service.id())).sum();
        if (keys.isEmpty()) {
            return new TaskGroup.Branch(tasks, List.of(), nodes);
        }
        Map<String, List<Node>> values = nodes.stream().collect(Collectors.groupingBy(
                node -> Constraints.value(keys.get(0), node, cluster.labels(node.id())).orElse(""),
                LinkedHashMap::new, Collectors.toList()));
        return new TaskGroup.Branch(tasks, values.values().stream()
                .map(some -> branch(some, keys.subList(1, keys.size()), service, room)).toList(), nodes);
    }

    /** SwarmKit ignores a preference for anything but labels ({@code manager/scheduler/nodeset.go}). */
    private List<String> spreadKeys(Service service) {
        return cluster.preferences(service.id()).stream().map(SpreadPreference::descriptor)
                .filter(Constraints::isLabel).toList();
    }

    /** {@code manager/scheduler/scheduler.go}, {@code nodeLess}: few failures are as good as none. */
    private static Comparator<Node> order(Service service, Room room, ToIntFunction<Node> failures) {
        return Comparator
                .<Node>comparingInt(node -> {
                    int recent = failures.applyAsInt(node);
                    return recent >= NodeFailures.TO_COME_LAST ? recent : 0;
                })
                .thenComparing(node -> room.tasks(node.id(), service.id()))
                .thenComparing(node -> room.tasks(node.id()));
    }
}
