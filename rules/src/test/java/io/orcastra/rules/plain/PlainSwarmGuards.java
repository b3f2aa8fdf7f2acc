package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;

/** Nothing is done at a bad moment (guards-swarm.drl). */
final class PlainSwarmGuards extends PlainPolicy {
    PlainSwarmGuards(PlainFacts facts) {
        super(facts);
    }

    @Override
    void vetoes() {
        for (Cooldown rest : facts.all(Cooldown.class)) {
            facts.where(By.SUBJECT, rest.subject()).stream().filter(one -> one.cause().equals(rest.cause())).forEach(
                    one -> veto("ORC-GRD-301", one, "done a short while ago; cooling down", rest.until()));
        }
        for (Backoff rest : facts.all(Backoff.class)) {
            facts.where(By.SUBJECT, rest.subject()).stream().filter(one -> one.cause().equals(rest.cause())).forEach(
                    one -> veto("ORC-GRD-302", one,
                            "tried before for the same cause; waiting after attempt " + rest.attempts(), rest.until()));
        }
        for (Proposal proposal : proposed()) {
            facts.where(By.IN_FLIGHT, proposal.subject()).forEach(
                    one -> veto("ORC-GRD-303", proposal, "an action is under way: " + one.action()));
            wait(proposal);
            pause(proposal);
            if (proposal.action() instanceof RemoveNodeLabel removal) {
                facts.where(By.LABELLED_NODE, removal.nodeId()).stream().filter(one -> one.key().equals(removal.key()))
                        .forEach(label -> guardLabel("ORC-GRD-311", proposal, label, ConstraintOperator.EQUAL,
                                "only with this label"));
            } else if (proposal.action() instanceof SetNodeLabel setting) {
                guard(proposal, setting);
            }
        }
    }

    private void wait(Proposal proposal) {
        for (NoLease lease : facts.all(NoLease.class)) {
            if (lease.holder().isEmpty()) {
                veto("ORC-GRD-305", proposal, "no instance holds the lease yet");
            } else {
                veto("ORC-GRD-304", proposal, "the lease is held by " + lease.holder());
            }
        }
        facts.all(Unsettled.class).forEach(
                one -> veto("ORC-GRD-306", proposal, "the swarm is unsettled: " + one.reason(), one.until()));
        facts.all(StaleObservation.class).forEach(
                one -> veto("ORC-GRD-307", proposal, one.source() + " cannot be observed: " + one.reason()));
    }

    private void pause(Proposal proposal) {
        for (Paused paused : facts.all(Paused.class)) {
            if (paused.service().isEmpty()) {
                veto("ORC-GRD-308", proposal, "everything is paused: " + paused.reason(), paused.until());
            } else if (named(paused.service()).stream().anyMatch(one -> one.id().equals(proposal.subject()))) {
                veto("ORC-GRD-309", proposal, paused.service() + " is paused: " + paused.reason(), paused.until());
            }
        }
    }

    private void guard(Proposal proposal, SetNodeLabel setting) {
        boolean there = false;
        for (NodeLabel label : facts.where(By.LABELLED_NODE, setting.nodeId())) {
            if (label.key().equals(setting.key())) {
                there |= label.foldedValue().equals(setting.foldedValue());
                if (!label.foldedValue().equals(setting.foldedValue())) {
                    guardLabel("ORC-GRD-312", proposal, label, ConstraintOperator.EQUAL,
                            "only with the label's present value");
                }
            }
        }
        if (!there) {
            guardLabel("ORC-GRD-313", proposal, new NodeLabel(setting.nodeId(), setting.key(), setting.value()),
                    ConstraintOperator.NOT_EQUAL, "only without this label");
        }
    }

    /** A task there is constrained by this value of the label. */
    private void guardLabel(String rule, Proposal proposal, NodeLabel label, ConstraintOperator operator, String how) {
        for (PlacementConstraint constraint : facts.where(By.CONSTRAINED_KEY, label.key())) {
            if (constraint.operator() != operator || !constraint.foldedValue().equals(label.foldedValue())
                    || node(label.nodeId()).stream().noneMatch(one -> one.status() == NodeStatus.READY)) {
                continue;
            }
            for (Service service : service(constraint.serviceId())) {
                facts.where(By.TASKS_OF, service.id()).stream().filter(task -> isThere(task, label.nodeId())).forEach(
                        task -> veto(rule, proposal,
                                "task " + task.id() + " of " + service.name() + " runs there " + how));
            }
        }
    }

    private static boolean isThere(Task task, String node) {
        return task.nodeId().equals(node) && task.desired().compareTo(TaskState.RUNNING) <= 0
                && task.state().compareTo(TaskState.RUNNING) <= 0;
    }
}
