package io.orcastra.engine.benchmark;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The policies that have something to say in a {@link World}, as a programmer would write them by hand: anchors carry
 * their label, dependents live where their anchors live. Without guards, timers, explanations or evidence.
 */
final class PlainPolicies {

    List<Action> wishes(Collection<?> facts) {
        Map<String, Service> services = new HashMap<>();
        Set<String> ready = new HashSet<>();
        Set<NodeLabel> labels = new HashSet<>();
        List<Task> running = new ArrayList<>();
        List<Anchor> anchors = new ArrayList<>();
        Map<String, List<String>> anchorsOf = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Task task) {
                if (task.desired() == TaskState.RUNNING && task.state() == TaskState.RUNNING) {
                    running.add(task);
                }
            } else if (fact instanceof Service service) {
                services.put(service.name(), service);
            } else if (fact instanceof Node node && node.status() == NodeStatus.READY) {
                ready.add(node.id());
            } else if (fact instanceof NodeLabel label) {
                labels.add(label);
            } else if (fact instanceof Anchor anchor) {
                anchors.add(anchor);
            } else if (fact instanceof Dependency dependency) {
                anchorsOf.computeIfAbsent(dependency.dependent(), none -> new ArrayList<>()).add(dependency.anchor());
            }
        }
        Map<String, Set<String>> places = new HashMap<>();
        running.stream().filter(task -> ready.contains(task.nodeId()))
                .forEach(task -> places.computeIfAbsent(task.serviceId(), none -> new HashSet<>()).add(task.nodeId()));
        List<Action> actions = new ArrayList<>();
        for (Anchor anchor : anchors) {
            for (String node : places.getOrDefault(services.get(anchor.service()).id(), Set.of())) {
                if (!labels.contains(new NodeLabel(node, anchor.name(), "true"))) {
                    actions.add(new SetNodeLabel(node, anchor.name(), "true"));
                }
            }
        }
        anchorsOf.forEach((dependent, theirs) -> follow(services, places, dependent, theirs, actions));
        return actions;
    }

    private static void follow(Map<String, Service> services, Map<String, Set<String>> places, String dependent,
            List<String> anchors, List<Action> actions) {
        Set<String> home = null;
        for (String anchor : anchors) {
            Set<String> theirs = places.getOrDefault(services.get(anchor).id(), Set.of());
            if (home == null) {
                home = new HashSet<>(theirs);
            } else {
                home.retainAll(theirs);
            }
        }
        String id = services.get(dependent).id();
        if (home != null && !home.isEmpty() && !home.containsAll(places.getOrDefault(id, Set.of()))) {
            actions.add(new MoveService(id, home));
        }
    }
}
