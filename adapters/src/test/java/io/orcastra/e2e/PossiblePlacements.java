package io.orcastra.e2e;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.facts.cluster.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All arrangements the placement model holds possible. SwarmKit takes any of the nodes it holds equal, groups of
 * waiting tasks in any order, and the tasks of one group together or, when they come at different moments, one by one.
 * Where all of that leads to one arrangement, SwarmKit's order is <em>determined</em>.
 */
final class PossiblePlacements {

    private final ClusterView cluster;
    private final Collection<?> facts;
    private final Map<String, Integer> waiting;

    /**
     * @param facts   of the cluster after what happens, without the tasks that have to be placed
     * @param waiting by id of the service: how many tasks are to be placed
     */
    PossiblePlacements(Collection<?> facts, Map<String, Integer> waiting) {
        this.facts = facts;
        this.cluster = ClusterView.of(facts);
        this.waiting = waiting;
    }

    Set<Arrangement> all() {
        Set<Arrangement> all = new HashSet<>();
        for (List<Node> nodes : orders(cluster.nodes())) {
            Placement placement = new Placement(cluster, Comparator.comparing(nodes::indexOf));
            for (List<String> services : orders(List.copyOf(waiting.keySet()))) {
                all.add(placed(placement, services, true));
                all.add(placed(placement, services, false));
            }
        }
        return all;
    }

    private Arrangement placed(Placement placement, List<String> services, boolean together) {
        Room room = Room.of(cluster);
        List<Object> after = new ArrayList<>(facts);
        for (String service : services) {
            int count = waiting.get(service);
            for (int done = 0; done < count; done += together ? count : 1) {
                List<Node> nodes = placement.expectedNodes(
                        cluster.service(service), together ? count : 1, cluster.nodes(), room);
                for (Node node : nodes) {
                    room.add(cluster.service(service), node.id());
                    after.add(Edits.placed(service, node.id(), after.size()));
                }
            }
        }
        return Arrangement.of(after);
    }

    private static <T> List<List<T>> orders(List<T> things) {
        if (things.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> orders = new ArrayList<>();
        for (T first : things) {
            List<T> others = new ArrayList<>(things);
            others.remove(first);
            for (List<T> rest : orders(others)) {
                List<T> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }
}
