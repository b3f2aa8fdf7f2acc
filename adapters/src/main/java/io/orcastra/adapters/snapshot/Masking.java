package io.orcastra.adapters.snapshot;

import io.orcastra.adapters.report.Redaction;
import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.policy.InventoryLabel;

/** Masks the two places of a fact where its owner may have put a secret by accident: label values and error texts. */
public final class Masking {

    private Masking() {
    }

    public static Object of(Object fact) {
        if (fact instanceof NodeLabel label) {
            return new NodeLabel(label.nodeId(), label.key(), Redaction.value(label.key(), label.value()));
        }
        if (fact instanceof ServiceLabel label) {
            return new ServiceLabel(label.serviceId(), label.key(), Redaction.value(label.key(), label.value()));
        }
        if (fact instanceof Task task) {
            return new Task(task.id(), task.serviceId(), task.slot(), task.nodeId(), task.desired(), task.state(),
                    task.createdAt(), task.since(), Redaction.of(task.error()));
        }
        if (fact instanceof EndedTask task) {
            return new EndedTask(task.id(), task.serviceId(), task.slot(), task.nodeId(), task.state(),
                    Redaction.of(task.error()), task.createdAt(), task.endedAt());
        }
        if (fact instanceof InventoryLabel label) {
            return new InventoryLabel(label.hostname(), label.key(), Redaction.value(label.key(), label.value()));
        }
        if (fact instanceof StaleObservation stale) {
            return new StaleObservation(stale.source(), stale.lastSeen(), Redaction.of(stale.reason()));
        }
        if (fact instanceof Unsettled unsettled) {
            return new Unsettled(Redaction.of(unsettled.reason()), unsettled.until());
        }
        if (fact instanceof RefusedPull pull) {
            return new RefusedPull(
                    pull.serviceId(), pull.image(), pull.nodeId(), Redaction.of(pull.message()), pull.until());
        }
        return ofOthers(fact);
    }

    /** What agents and machines told. */
    private static Object ofOthers(Object fact) {
        if (fact instanceof Container container) {
            return new Container(container.id(), container.nodeId(), container.name(), container.service(), container.health(),
                    Redaction.of(container.autoheal()));
        }
        if (fact instanceof FailedMod failed) {
            return new FailedMod(failed.nodeId(), failed.source(), Redaction.of(failed.reason()));
        }
        if (fact instanceof Machine machine) {
            return new Machine(machine.hostname(), machine.state(), machine.nodeId(), machine.clusterId(),
                    Redaction.of(machine.message()));
        }
        return fact;
    }
}
