package io.orcastra.engine.placement;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How SwarmKit gives nodes to the tasks of one service that wait together ({@code manager/scheduler/scheduler.go},
 * {@code scheduleTaskGroup}). It is not the same as choosing the best node once for each of them.
 */
final class TaskGroup {
    private final Service service;
    private final int size;
    private final Room room;
    private final Predicate<Node> takesOneMore;
    private final Comparator<Node> order;
    private final List<Node> chosen = new ArrayList<>();

    /**
     * @param room  of the nodes; the tasks are in it afterwards
     * @param order SwarmKit's, which holds some nodes equal
     */
    TaskGroup(Service service, int size, Room room, Predicate<Node> takesOneMore, Comparator<Node> order) {
        this.service = service;
        this.size = size;
        this.room = room;
        this.takesOneMore = takesOneMore;
        this.order = order;
    }

    /** The node of each task; fewer than tasks when there is no room for all. */
    List<Node> placed(Branch root) {
        place(size, root);
        return List.copyOf(chosen);
    }

    private int place(int wanted, Branch branch) {
        return branch.branches().isEmpty() ? fill(wanted, best(branch.nodes())) : divide(wanted, branch);
    }

    /** Every branch with fewer tasks than its even share may get some, whichever of them SwarmKit looks at first. */
    private int divide(int wanted, Branch parent) {
        Set<Branch> usable = new HashSet<>(parent.branches());
        int tasks = parent.tasks();
        int placed = 0;
        while (placed != wanted && !usable.isEmpty()) {
            int share = (tasks + wanted - placed) / usable.size();
            int remainder = (tasks + wanted - placed) % usable.size();
            for (Branch branch : parent.branches()) {
                if (!usable.contains(branch) || branch.tasks() > share || branch.tasks() == share && remainder == 0) {
                    continue;
                }
                int lacking = share - branch.tasks() + (remainder > 0 ? 1 : 0);
                int got = place(lacking, branch);
                if (got < lacking) {
                    usable.remove(branch);
                    tasks -= branch.tasks();
                } else if (remainder > 0) {
                    remainder--;
                }
                placed += got;
            }
        }
        return placed;
    }

    private List<Node> best(List<Node> nodes) {
        return nodes.stream().filter(takesOneMore).sorted(order).limit(size).toList();
    }

    /** From the best node on, each until the next one is better; after the last one, one task each in turn. */
    private int fill(int wanted, List<Node> nodes) {
        int placed = 0;
        Set<Node> full = new HashSet<>();
        for (int at = 0; placed < wanted && chosen.size() < size; placed++) {
            at = withRoom(at, nodes, full);
            if (at < 0) {
                return placed;
            }
            Node node = nodes.get(at % nodes.size());
            room.add(service, node.id());
            chosen.add(node);
            boolean last = at + 1 >= nodes.size();
            at += last || order.compare(nodes.get(at + 1), node) < 0 ? 1 : 0;
        }
        return placed;
    }

    private int withRoom(int from, List<Node> nodes, Set<Node> full) {
        for (int at = from; at < from + nodes.size(); at++) {
            Node node = nodes.get(at % nodes.size());
            if (!full.contains(node) && takesOneMore.test(node)) {
                return at;
            }
            full.add(node);
        }
        return -1;
    }

    /**
     * Nodes with the same value of a spread preference.
     *
     * @param tasks    the service's on these nodes, those included that can take no more
     * @param branches by the next preference; empty after the last
     */
    record Branch(int tasks, List<Branch> branches, List<Node> nodes) {}
}
