package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.AnchorPlacement;
import io.orcastra.facts.condition.Home;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.Anchor;
import java.util.Set;
import java.util.stream.Collectors;

/** Anchors carry their label (anchors.drl). */
final class PlainAnchors extends PlainPolicy {
    PlainAnchors(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        for (Task task : facts.all(Task.class)) {
            if (task.desired() == TaskState.RUNNING && task.state() == TaskState.RUNNING && is(task.nodeId(), NodeStatus.READY)) {
                facts.conclude("ORC-ANC-101", new TaskRunning(
                        task.id(), task.serviceId(), task.slot(), task.nodeId(), task.createdAt()));
            }
        }
        for (Anchor anchor : facts.all(Anchor.class)) {
            named(anchor.service()).forEach(this::place);
        }
    }

    private void place(Service service) {
        if (service.mode() == ServiceMode.REPLICATED || service.mode() == ServiceMode.GLOBAL) {
            places(service.id()).forEach(node -> facts.conclude("ORC-ANC-102", new Home(service.id(), node)));
        }
        Set<String> tasks = facts.where(By.RUNNING_OF, service.id()).stream().map(TaskRunning::taskId)
                .collect(Collectors.toSet());
        facts.conclude("ORC-ANC-103", new AnchorPlacement(service.id(), tasks));
    }

    @Override
    void proposals() {
        for (Anchor anchor : facts.all(Anchor.class)) {
            for (Service service : named(anchor.service())) {
                String cause = new AnchorPlacement(service.id(), facts.where(By.RUNNING_OF, service.id()).stream()
                        .map(TaskRunning::taskId).collect(Collectors.toSet())).cause();
                label(anchor, service, cause);
                unlabel(anchor, service, cause);
            }
            report(anchor);
        }
    }

    private void label(Anchor anchor, Service service, String cause) {
        for (Home home : facts.where(By.HOME_OF, service.id())) {
            if (!bears(home.nodeId(), anchor)) {
                propose("ORC-ANC-201", new SetNodeLabel(home.nodeId(), anchor.name(), "true"), cause,
                        "anchor " + anchor.service() + " runs on this node");
            }
        }
    }

    private void unlabel(Anchor anchor, Service service, String cause) {
        for (NodeLabel label : facts.where(By.LABEL_KEY, anchor.name())) {
            String node = label.nodeId();
            if (label.value().equals("true") && is(node, NodeStatus.READY) && !isWanted(service, node)
                    && isHandedOver(anchor, service)) {
                propose("ORC-ANC-202", new RemoveNodeLabel(node, anchor.name()), cause,
                        "anchor " + anchor.service() + " runs elsewhere");
            }
            if (label.value().equals("true") && is(node, NodeStatus.DOWN)) {
                propose("ORC-ANC-203", new RemoveNodeLabel(node, anchor.name()), cause,
                        "the node is down, so anchor " + anchor.service() + " does not run there");
            }
        }
    }

    /** A task of it is there, or may be there again. */
    private boolean isWanted(Service service, String node) {
        for (Task task : facts.where(By.TASKS_OF, service.id())) {
            if (task.nodeId().equals(node) || task.nodeId().isEmpty() && ended(service, task.slot(), node)) {
                return true;
            }
        }
        return false;
    }

    private boolean ended(Service service, int slot, String node) {
        for (EndedTask task : facts.where(By.ENDED_OF, service.id())) {
            if (task.slot() == slot && task.nodeId().equals(node)) {
                return true;
            }
        }
        return false;
    }

    private boolean isHandedOver(Anchor anchor, Service service) {
        return facts.where(By.HOME_OF, service.id()).stream().anyMatch(home -> bears(home.nodeId(), anchor));
    }

    private boolean bears(String node, Anchor anchor) {
        return facts.holds(new NodeLabel(node, anchor.name(), "true"));
    }

    private boolean is(String node, NodeStatus status) {
        return node(node).stream().anyMatch(one -> one.status() == status);
    }

    private void report(Anchor anchor) {
        if (!named(anchor.service()).isEmpty()) {
            return;
        }
        String message = "anchor " + anchor.name() + ": the swarm has no service " + anchor.service();
        if (!facts.all(Node.class).isEmpty() && !facts.any(By.SHORT_NAME, anchor.name())) {
            find("ORC-ANC-401", anchor.service(), message,
                    "Maybe its stack is not deployed yet, or stack is wrong in the configuration");
        }
        for (Service other : facts.where(By.SHORT_NAME, anchor.name())) {
            find("ORC-ANC-402", anchor.service(), message,
                    "Maybe " + other.name() + " is meant: then name its stack in the configuration");
        }
    }
}
