package io.orcastra.engine.placement;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.SpreadPreference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where SwarmKit could put one more task of a service, and where it would. */
public final class Placement {
    /** {@code manager/scheduler/nodeinfo.go}: with this many failures of a service a node comes last for it. */
    private static final int FAILURES_TO_COME_LAST = 5;

    private final ClusterView cluster;

    public Placement(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** What keeps the node from taking one more task of the service; empty when nothing does. */
    public List<String> obstacles(Service service, Node node, Room room) {
        List<String> obstacles = new ArrayList<>();
        for (Filter filter : Filter.values()) {
            filter.obstacle(service, node, room, cluster).ifPresent(obstacles::add);
        }
        return obstacles;
    }

    /** The node SwarmKit would choose among those given; empty when its filters refuse all of them. */
    public Optional<Node> expectedNode(Service service, Collection<Node> among, Room room) {
        List<Node> feasible = among.stream().filter(node -> obstacles(service, node, room).isEmpty()).toList();
        List<Node> branch = feasible;
        for (SpreadPreference preference : cluster.preferences(service.id())) {
            branch = emptiestBranch(branch, preference, service, room);
        }
        return branch.stream().min(order(service, room));
    }

    /** "worker-1 is down; worker-2 has host port 80/tcp in use": why each of these nodes refuses the service. */
    public String explanation(Service service, Collection<Node> among, Room room) {
        return among.stream().sorted(Comparator.comparing(Node::hostname).thenComparing(Node::id))
                .map(node -> cluster.hostname(node.id()) + " " + String.join(" and ", obstacles(service, node, room)))
                .collect(Collectors.joining("; "));
    }

    private List<Node> emptiestBranch(List<Node> nodes, SpreadPreference preference, Service service, Room room) {
        Map<String, List<Node>> branches = nodes.stream().collect(Collectors.groupingBy(
                node -> Constraints.value(preference.descriptor(), node, cluster.labels(node.id())).orElse(""),
                TreeMap::new, Collectors.toList()));
        return branches.values().stream()
                .min(Comparator.comparingInt(branch -> branch.stream()
                        .mapToInt(node -> room.tasks(node.id(), service.id())).sum()))
                .orElse(nodes);
    }

    private Comparator<Node> order(Service service, Room room) {
        return Comparator
                .<Node, Boolean>comparing(
                        node -> cluster.recentFailures(service.id(), node.id()) >= FAILURES_TO_COME_LAST)
                .thenComparing(node -> room.tasks(node.id(), service.id()))
                .thenComparing(node -> room.tasks(node.id()))
                .thenComparing(Node::id);
    }
}
