package io.orcastra.adapters.docker.move;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Constraint expressions that hold a service's tasks to some nodes for the time of an action. */
record Pin(List<String> expressions) {

    Pin {
        expressions = List.copyOf(expressions);
    }

    /**
     * Constraints are ANDed, so one node is named and several are said by naming all others.
     *
     * @param home   never empty
     * @param others every node outside home on which a task is or could be placed
     */
    static Pin to(Set<String> home, Set<String> others) {
        if (home.size() == 1) {
            return new Pin(List.of("node.id==" + home.iterator().next()));
        }
        return new Pin(new TreeSet<>(others).stream().map(node -> "node.id!=" + node).toList());
    }

    /** What of it the owner has not written already; only that is ours to put on and to take away. */
    Pin without(List<String> present) {
        return new Pin(expressions.stream().filter(expression -> !present.contains(expression)).toList());
    }
}
