package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Failed;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.condition.NodeBound;
import io.orcastra.facts.condition.OutlivedAnchor;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.policy.CyclicDependency;
import io.orcastra.facts.policy.Dependency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Anchors and their dependents are kept running (restarts.drl, proposals and vetoes). */
final class PlainRestarts extends PlainPolicy {
    PlainRestarts(PlainFacts facts) {
        super(facts);
    }

    @Override
    void proposals() {
        facts.all(Failed.class).forEach(failed -> service(failed.serviceId()).forEach(this::restart));
        for (OutlivedAnchor outlived : facts.all(OutlivedAnchor.class)) {
            for (Service service : service(outlived.dependentId())) {
                String reason = "an anchor of " + service.name() + " failed before it ran again";
                if (service.mode() == ServiceMode.REPLICATED) {
                    propose("ORC-RST-203", new RestartService(service.id(), places(service.id())),
                            outlived.failedTask(), reason);
                } else if (service.mode() == ServiceMode.GLOBAL) {
                    propose("ORC-RST-204", new RestartService(service.id(), Set.of()), outlived.failedTask(), reason);
                }
            }
        }
    }

    private void restart(Service service) {
        Set<String> nodes = facts.where(By.ENDED_OF, service.id()).stream().map(EndedTask::nodeId)
                .filter(node -> !node.isEmpty()).collect(Collectors.toSet());
        String cause = "failed " + service.fingerprint();
        if (facts.holds(new NodeBound(service.id())) && !nodes.isEmpty()) {
            propose("ORC-RST-202", new RestartService(service.id(), nodes), cause,
                    service.name() + " has failed; its data is on the node where it ran last");
        } else {
            propose("ORC-RST-201", new RestartService(service.id(), Set.of()), cause, service.name() + " has failed");
        }
    }

    @Override
    void vetoes() {
        for (Dependency dependency : facts.all(Dependency.class)) {
            if (facts.all(CyclicDependency.class).stream()
                    .noneMatch(circle -> circle.services().contains(dependency.dependent()))) {
                named(dependency.dependent()).forEach(dependent -> waitForRun(dependency.anchor(), dependent));
            }
        }
        for (Follows follows : facts.all(Follows.class)) {
            if (facts.any(By.DISPLACED, follows.anchorId())) {
                service(follows.anchorId()).forEach(anchor -> restarts(follows.dependentId()).forEach(
                        proposal -> veto("ORC-RST-302", proposal, "its anchor " + anchor.name() + " is displaced")));
            }
        }
        for (Proposal proposal : proposed().stream().filter(one -> one.action() instanceof RestartService).toList()) {
            for (Task task : facts.where(By.TASKS_OF, proposal.subject())) {
                if (task.state() == TaskState.PREPARING || task.state() == TaskState.STARTING) {
                    veto("ORC-RST-303", proposal, "Swarm is starting its task " + task.id());
                }
            }
        }
    }

    private void waitForRun(String anchorName, Service dependent) {
        for (Service anchor : named(anchorName)) {
            if (!runs(anchor.id())) {
                restarts(dependent.id()).forEach(
                        proposal -> veto("ORC-RST-301", proposal, "its anchor " + anchorName + " does not run"));
            }
        }
    }

    private List<Proposal> restarts(String service) {
        return about(service, RestartService.class::isInstance);
    }
}
