package io.orcastra.engine.explain;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.MoveService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is left to Swarm in one action of a plan: which nodes it reaches, and which of several tasks it replaces. */
record Choices(PlannedAction planned, Picture before, Picture after) {

    /** English, one sentence each; ids stand for names. */
    List<String> caveats() {
        List<String> caveats = new ArrayList<>();
        Map<String, String> expected = new TreeMap<>(planned.targets());
        Map<String, String> reached = reached();
        expected.keySet().retainAll(reached.keySet());
        if (!reached.equals(expected) && isCarriedOut(reached.values())) {
            caveats.add(otherwise(expected.values(), reached.values()));
        }
        Set<String> others = others();
        if (!others.isEmpty()) {
            caveats.add("Swarm may replace " + String.join(" or ", others) + " instead: which of the tasks goes is its choice.");
        }
        return caveats;
    }

    /** By task that was to be replaced, the node of its successor. */
    private Map<String, String> reached() {
        Map<String, String> reached = new TreeMap<>();
        before.tasks().forEach((place, task) -> {
            Task successor = after.tasks().get(place);
            if (successor != null && planned.targets().containsKey(task.id())) {
                reached.put(task.id(), successor.nodeId());
            }
        });
        return reached;
    }

    private String otherwise(Collection<String> expected, Collection<String> reached) {
        String service = planned.proposal().subject();
        if (expected.stream().sorted().toList().equals(reached.stream().sorted().toList())) {
            return "Which of the tasks of " + service + " goes to which of the nodes is Swarm's choice.";
        }
        Set<String> elsewhere = new TreeSet<>(reached);
        elsewhere.removeAll(expected);
        if (!elsewhere.isEmpty()) {
            return "Swarm may send " + service + " to " + String.join(", ", elsewhere) + " instead: several nodes suit it alike.";
        }
        Set<String> fuller = new TreeSet<>(reached);
        fuller.removeIf(node -> Collections.frequency(reached, node) <= Collections.frequency(expected, node));
        return "Swarm may put more tasks of " + service + " on " + String.join(", ", fuller) + " than expected: several nodes suit them"
                + " alike.";
    }

    /** A move that did not succeed and was undone is told as such; nobody chose the way back. */
    private boolean isCarriedOut(Collection<String> nodes) {
        return !(planned.proposal().action() instanceof MoveService move) || move.home().containsAll(nodes);
    }

    /** Of a move of some tasks: those on the same nodes, which its pin makes no difference between. */
    private Set<String> others() {
        if (!(planned.proposal().action() instanceof MoveService move) || move.tasks() == 0) {
            return Set.of();
        }
        Set<String> left = before.tasks().values().stream().filter(task -> planned.targets().containsKey(task.id()))
                .map(Task::nodeId).collect(Collectors.toSet());
        return before.tasks().values().stream()
                .filter(task -> task.serviceId().equals(move.subject()) && left.contains(task.nodeId()))
                .filter(task -> !move.home().contains(task.nodeId()) && !planned.targets().containsKey(task.id()))
                .map(Task::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
