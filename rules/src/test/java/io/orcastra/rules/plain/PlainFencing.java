package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.MayRunOn;
import io.orcastra.facts.condition.MovesWith;
import io.orcastra.facts.condition.SingleWriter;
import io.orcastra.facts.condition.ToBeFenced;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.FencingMode;
import io.orcastra.facts.policy.PoweredOff;
import io.orcastra.facts.policy.ServiceFencing;
import java.util.List;
import java.util.Set;

/** A single writer is not started elsewhere while a copy of it may run (fencing.drl). */
final class PlainFencing extends PlainPolicy {
    private static final Set<TaskState> MAY_RUN = Set.of(TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.PREPARING,
            TaskState.READY, TaskState.STARTING, TaskState.RUNNING);
    private static final Set<MachineState> ANSWERS = Set.of(MachineState.IN_SWARM, MachineState.SWARM_BROKEN);
    private static final String REMEDY = "Maybe take the power from %s and write off: true into its entry, or remove its node";

    PlainFencing(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        facts.all(Service.class).stream().filter(service -> facts.holds(new SingleWriter(service.id()))).forEach(this::fence);
        for (ToBeFenced fenced : List.copyOf(facts.all(ToBeFenced.class))) {
            facts.all(LeftTask.class).stream().filter(task -> task.serviceId().equals(fenced.serviceId()) && !hasStopped(task))
                    .forEach(task -> mayRun("ORC-FNC-103", task.serviceId(), task.nodeId(), false));
            facts.where(By.TASKS_OF, fenced.serviceId()).stream().filter(task -> MAY_RUN.contains(task.state()))
                    .map(Task::nodeId).forEach(node -> mayRun("ORC-FNC-104", fenced.serviceId(), node, true));
        }
    }

    private void fence(Service service) {
        List<ServiceFencing> own = facts.all(ServiceFencing.class).stream()
                .filter(one -> List.of(service.name(), service.shortName()).contains(one.service())).toList();
        own.stream().filter(one -> one.mode() != FencingMode.OFF)
                .forEach(one -> facts.conclude("ORC-FNC-101", new ToBeFenced(service.id(), one.mode())));
        if (own.isEmpty()) {
            facts.all(Fencing.class).stream().filter(all -> all.mode() != FencingMode.OFF)
                    .forEach(all -> facts.conclude("ORC-FNC-102", new ToBeFenced(service.id(), all.mode())));
        }
    }

    private void mayRun(String rule, String service, String nodeId, boolean whileDown) {
        for (Node node : node(nodeId)) {
            if (!facts.holds(new PoweredOff(node.hostname())) && (!whileDown || node.status() == NodeStatus.DOWN)) {
                facts.conclude(rule, new MayRunOn(service, nodeId));
            }
        }
    }

    private boolean hasStopped(LeftTask task) {
        return facts.all(StoppedTask.class).stream().anyMatch(stopped -> stopped.id().equals(task.id()));
    }

    @Override
    void proposals() {
        for (LeftTask task : facts.all(LeftTask.class)) {
            boolean down = node(task.nodeId()).stream().anyMatch(node -> node.status() == NodeStatus.DOWN);
            if (down && !hasStopped(task) && facts.holds(new ToBeFenced(task.serviceId(), FencingMode.SSH))) {
                facts.all(Machine.class).stream()
                        .filter(one -> one.nodeId().equals(task.nodeId()) && ANSWERS.contains(one.state()))
                        .filter(one -> !facts.holds(new PoweredOff(one.hostname())))
                        .forEach(one -> stop(task, one.hostname()));
            }
        }
        for (MayRunOn risk : facts.all(MayRunOn.class)) {
            service(risk.serviceId()).forEach(service -> node(risk.nodeId()).forEach(node -> tell(service, node.hostname())));
        }
        for (PoweredOff off : facts.all(PoweredOff.class)) {
            String host = off.hostname();
            facts.where(By.HOSTNAME, host).stream().filter(node -> node.status() == NodeStatus.READY)
                    .forEach(node -> find("ORC-FNC-402", host, "the inventory says that " + host + " has no power, its node is ready",
                            "Maybe take off: true out of its entry: when the node fails, its writers would not be waited for"));
        }
    }

    private void stop(LeftTask task, String hostname) {
        service(task.serviceId()).forEach(service -> propose("ORC-FNC-201",
                new CutOff(hostname, service.id(), task.id(), service.stopGracePeriod()), "left " + task.id(),
                "Swarm holds " + hostname + " for down, and " + service.name() + " may still run there"));
    }

    private void tell(Service service, String hostname) {
        String risk = service.name() + " may still run on " + hostname + ", which was lost";
        find("ORC-FNC-401", service.id(), risk + ": nothing of Orcastra's starts it elsewhere", REMEDY.formatted(hostname));
        if (facts.where(By.IN_FLIGHT, service.id()).stream().map(InFlight::action)
                .anyMatch(Set.of("MoveService", "RestartService")::contains)) {
            find("ORC-FNC-403", service.id(), "a pin that an action leaves on " + service.name() + " stays, for " + risk,
                    REMEDY.formatted(hostname));
        }
    }

    @Override
    void vetoes() {
        for (MayRunOn risk : facts.all(MayRunOn.class)) {
            service(risk.serviceId()).forEach(service -> node(risk.nodeId()).forEach(node -> hold(service, node.hostname())));
        }
    }

    private void hold(Service service, String hostname) {
        String risk = "may still run on " + hostname + ", which was lost: it waits until its end there is known";
        for (Proposal wish : facts.where(By.SUBJECT, service.id())) {
            String rule = wish.action() instanceof Move ? "ORC-FNC-301" : wish.action() instanceof RestartService ? "ORC-FNC-302"
                    : wish.action() instanceof RestorePreviousSpec ? "ORC-FNC-304" : "";
            if (!rule.isEmpty()) {
                veto(rule, wish, service.name() + " " + risk);
            }
        }
        facts.where(By.MOVED_BY, service.id()).stream().map(MovesWith::anchorId)
                .flatMap(anchor -> about(anchor, action -> action instanceof Relocate).stream())
                .forEach(wish -> veto("ORC-FNC-305", wish, service.name() + " would go along, and " + risk));
        facts.where(By.CONSTRAINTS_OF, service.id()).forEach(constraint -> keepLabels(service, constraint, risk));
    }

    private void keepLabels(Service service, PlacementConstraint constraint, String risk) {
        if (constraint.operator() == ConstraintOperator.EQUAL) {
            proposed().stream().filter(wish -> wish.action() instanceof SetNodeLabel set
                            && set.key().equals(constraint.labelKey()) && set.foldedValue().equals(constraint.foldedValue()))
                    .forEach(wish -> veto("ORC-FNC-303", wish, service.name() + " waits for this label, and " + risk));
            return;
        }
        for (NodeLabel label : facts.where(By.LABEL_KEY, constraint.labelKey())) {
            if (label.foldedValue().equals(constraint.foldedValue())) {
                keep(label, service.name() + " is kept away by this label, and " + risk);
            }
        }
    }

    private void keep(NodeLabel label, String reason) {
        for (Proposal wish : facts.where(By.SUBJECT, label.nodeId())) {
            if (wish.action() instanceof RemoveNodeLabel remove && remove.key().equals(label.key())) {
                veto("ORC-FNC-306", wish, reason);
            }
            if (wish.action() instanceof SetNodeLabel set && set.key().equals(label.key())
                    && !set.foldedValue().equals(label.foldedValue())) {
                veto("ORC-FNC-307", wish, reason);
            }
        }
    }
}
