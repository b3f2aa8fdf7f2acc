package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.AnchorRestarted;
import io.orcastra.facts.condition.Failed;
import io.orcastra.facts.condition.Managed;
import io.orcastra.facts.condition.NotRunning;
import io.orcastra.facts.condition.OutlivedAnchor;
import io.orcastra.facts.condition.RunningWell;
import io.orcastra.facts.condition.Starting;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.RecentFailure;
import io.orcastra.facts.control.Recovered;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import java.time.Duration;
import java.util.List;

/** Which anchors and dependents have failed, and which are well again (restarts.drl, but for proposals and vetoes). */
final class PlainFailures extends PlainPolicy {
    PlainFailures(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        for (Task task : facts.all(Task.class)) {
            boolean wanted = task.desired() == TaskState.READY || task.desired() == TaskState.RUNNING;
            if (wanted && task.state().compareTo(TaskState.RUNNING) < 0) {
                facts.conclude("ORC-RST-101", new Starting(task.serviceId()));
            }
        }
        facts.all(Anchor.class).forEach(anchor -> named(anchor.service())
                .forEach(service -> facts.conclude("ORC-RST-102", new Managed(service.id()))));
        facts.all(Dependency.class).forEach(dependency -> named(dependency.dependent())
                .forEach(service -> facts.conclude("ORC-RST-103", new Managed(service.id()))));
        facts.all(Managed.class).forEach(managed -> service(managed.serviceId()).forEach(this::judge));
        for (NotRunning notRunning : facts.all(NotRunning.class)) {
            if (elapsed("not running", notRunning)) {
                facts.conclude("ORC-RST-107", new Failed(notRunning.serviceId()));
            }
        }
        facts.all(RecentFailure.class).forEach(this::restarted);
        facts.all(Dependency.class).stream().filter(Dependency::restartDependents).forEach(this::outlived);
        facts.all(Attempts.class).forEach(attempts -> service(attempts.subject()).forEach(this::mended));
        for (RunningWell well : facts.all(RunningWell.class)) {
            if (elapsed("running well", well.serviceId())) {
                facts.conclude("ORC-RST-113", new Recovered(well.serviceId()));
            }
        }
    }

    private void judge(Service service) {
        if (service.updateState() == UpdateState.UPDATING || service.updateState() == UpdateState.ROLLBACK_STARTED) {
            return;
        }
        boolean wanted = facts.any(By.TASKS_OF, service.id());
        boolean running = runs(service.id());
        List<EndedTask> ended = facts.where(By.ENDED_OF, service.id());
        if (service.mode() == ServiceMode.REPLICATED && service.replicas() > 0) {
            if (!wanted && ended.stream().anyMatch(PlainFailures::failed)) {
                facts.conclude("ORC-RST-104", new Failed(service.id()));
            }
            boolean done = !wanted && ended.stream().anyMatch(task -> task.state() == TaskState.COMPLETE);
            if (!running && !done) {
                facts.conclude("ORC-RST-105", new NotRunning(service.id()));
            }
        } else if (service.mode() == ServiceMode.GLOBAL) {
            if (!wanted && ended.stream().anyMatch(task -> failed(task) && mayRunOn(service, task.nodeId()))) {
                facts.conclude("ORC-RST-114", new Failed(service.id()));
            }
            if (wanted && !running) {
                facts.conclude("ORC-RST-106", new NotRunning(service.id()));
            }
        }
    }

    private static boolean failed(EndedTask task) {
        return task.state() == TaskState.FAILED || task.state() == TaskState.REJECTED;
    }

    private boolean mayRunOn(Service service, String id) {
        for (Node node : node(id)) {
            if (node.status() == NodeStatus.READY && node.availability() == Availability.ACTIVE) {
                return facts.where(By.CONSTRAINTS_OF, service.id()).stream()
                        .filter(one -> one.operator() == ConstraintOperator.EQUAL && !one.labelKey().isEmpty())
                        .allMatch(one -> meets(node, one));
            }
        }
        return false;
    }

    private boolean meets(Node node, PlacementConstraint constraint) {
        List<NodeLabel> labels = facts.where(By.LABELLED_NODE, node.id());
        return labels.stream().anyMatch(label -> label.key().equals(constraint.labelKey())
                && label.foldedValue().equals(constraint.foldedValue()));
    }

    private void restarted(RecentFailure failure) {
        for (EndedTask ended : facts.all(EndedTask.class)) {
            if (!ended.id().equals(failure.taskId()) || ended.state() != TaskState.FAILED) {
                continue;
            }
            for (TaskRunning task : facts.where(By.RUNNING_OF, ended.serviceId())) {
                if (task.createdAt().isAfter(ended.createdAt())) {
                    AnchorRestarted again = new AnchorRestarted(ended.serviceId(), ended.id(), task.createdAt());
                    if (ended.slot() > 0 && task.slot() == ended.slot()) {
                        facts.conclude("ORC-RST-108", again);
                    } else if (ended.slot() == 0 && task.nodeId().equals(ended.nodeId())) {
                        facts.conclude("ORC-RST-109", again);
                    }
                }
            }
        }
    }

    private void outlived(Dependency dependency) {
        for (Service anchor : named(dependency.anchor())) {
            for (Service dependent : named(dependency.dependent())) {
                for (AnchorRestarted again : facts.all(AnchorRestarted.class)) {
                    if (again.anchorId().equals(anchor.id()) && !facts.any(By.DISPLACED, dependent.id())
                            && facts.where(By.RUNNING_OF, dependent.id()).stream()
                                    .anyMatch(task -> task.createdAt().isBefore(again.restartedAt()))) {
                        facts.conclude("ORC-RST-110", new OutlivedAnchor(dependent.id(), again.failedTask()));
                    }
                }
            }
        }
    }

    private void mended(Service service) {
        boolean disturbed = facts.any(By.IN_FLIGHT, service.id())
                || facts.all(OutlivedAnchor.class).stream().anyMatch(one -> one.dependentId().equals(service.id()));
        int running = facts.where(By.RUNNING_OF, service.id()).size();
        if (service.mode() == ServiceMode.REPLICATED && running >= service.replicas() && !disturbed
                && !facts.any(By.DISPLACED, service.id())) {
            facts.conclude("ORC-RST-111", new RunningWell(service.id()));
        }
        if (service.mode() == ServiceMode.GLOBAL && running > 0 && !disturbed
                && !facts.holds(new Starting(service.id()))) {
            facts.conclude("ORC-RST-112", new RunningWell(service.id()));
        }
    }

    @Override
    void timers() {
        facts.all(NotRunning.class).forEach(one -> service(one.serviceId()).forEach(service -> facts.conclude(
                "ORC-RST-501", new Timer("not running", one, service.restartDelay().plusSeconds(30)))));
        facts.all(RunningWell.class).forEach(one -> facts.conclude(
                "ORC-RST-502", new Timer("running well", one.serviceId(), Duration.ofSeconds(10))));
    }
}
