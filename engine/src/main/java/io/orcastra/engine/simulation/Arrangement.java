package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.DeployedService;
import io.orcastra.facts.cluster.DeployedSetting;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.HealthCheck;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Puts a world into the state a scenario's facts describe. */
final class Arrangement {
    private final World world;
    private final Scenario scenario;

    Arrangement(World world, Scenario scenario) {
        this.world = world;
        this.scenario = scenario;
    }

    void arrange() {
        for (Node node : only(Node.class, Node::id)) {
            world.nodes.put(node.id(), new NodeState(node, scenario.machine(node)));
        }
        for (NodeLabel label : only(NodeLabel.class, NodeLabel::key)) {
            if (world.nodes.containsKey(label.nodeId())) {
                world.nodes.get(label.nodeId()).labels.put(label.key(), label.value());
            }
        }
        for (Service service : only(Service.class, Service::id)) {
            List<PlacementConstraint> constraints = only(PlacementConstraint.class, PlacementConstraint::expression)
                    .stream().filter(constraint -> constraint.serviceId().equals(service.id())).toList();
            Spec spec = new Spec(service, constraints, 0, UpdateRules.DEFAULT, 0);
            world.services.put(service.id(), new ServiceState(spec, scenario.behaviour(service.id()), world.now()));
        }
        scenario.facts().forEach(this::attach);
        only(Task.class, task -> task.createdAt() + task.id()).forEach(this::continueTask);
        world.services.values().forEach(world::count);
    }

    private void attach(Object fact) {
        if (fact instanceof ServiceLabel label) {
            attach(label.serviceId(), fact);
        } else if (fact instanceof Mount mount) {
            attach(mount.serviceId(), fact);
        } else if (fact instanceof SpreadPreference preference) {
            attach(preference.serviceId(), fact);
        } else if (fact instanceof HealthCheck check) {
            attach(check.serviceId(), fact);
        } else if (fact instanceof DeployedService own) {
            attach(own.serviceId(), fact);
        } else if (fact instanceof DeployedSetting own) {
            attach(own.serviceId(), fact);
        } else if (fact instanceof EndedTask ended && world.services.containsKey(ended.serviceId())) {
            String place = ended.slot() > 0 ? "" + ended.slot() : ended.nodeId();
            world.services.get(ended.serviceId()).ended.put(place, ended);
        }
    }

    private void attach(String serviceId, Object fact) {
        if (world.services.containsKey(serviceId)) {
            world.services.get(serviceId).others.add(fact);
        }
    }

    /** Goes on where it was seen; what it had begun on its node begins once more. */
    private void continueTask(Task seen) {
        ServiceState service = world.services.get(seen.serviceId());
        if (service == null || seen.state().compareTo(TaskState.RUNNING) > 0) {
            return;
        }
        Instant now = world.now();
        TaskRun task = new TaskRun(seen.id(), service, seen.slot(), service.spec, seen.createdAt(), now, null);
        task.nodeId = seen.nodeId();
        task.desired = TaskState.RUNNING;
        task.since = seen.since();
        NodeState node = world.nodes.get(seen.nodeId());
        boolean runs = seen.state() == TaskState.RUNNING && node != null;
        task.state = runs ? TaskState.RUNNING : seen.nodeId().isEmpty() ? TaskState.PENDING : TaskState.ASSIGNED;
        task.container = runs && node.powered;
        task.startedAt = now;
        world.add(task);
    }

    private <T> List<T> only(Class<T> type, Function<T, String> order) {
        return scenario.facts().stream().filter(type::isInstance).map(type::cast)
                .sorted(Comparator.comparing(order)).toList();
    }
}
