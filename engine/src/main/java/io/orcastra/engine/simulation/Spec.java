package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import java.util.List;

/**
 * A version of a service.
 *
 * @param service      as its owner wrote it
 * @param constraints  of its placement, pins included
 * @param taskVersion  changes when anything of the task template but the placement does
 * @param update       how it is updated
 * @param index        of the write that brought it; a rollback brings an earlier one back
 */
record Spec(Service service, List<PlacementConstraint> constraints, int taskVersion, UpdateRules update, long index) {
    Spec {
        constraints = List.copyOf(constraints);
    }

    Spec with(List<PlacementConstraint> others) {
        return new Spec(service, others, taskVersion, update, index);
    }

    Spec with(UpdateRules other) {
        return new Spec(service, constraints, taskVersion, other, index);
    }

    Spec with(Service other) {
        return new Spec(other, constraints, taskVersion, update, index);
    }

    /** Another task template: every task of another version is replaced. */
    Spec withTasks(int version) {
        return new Spec(service, constraints, version, update, index);
    }

    Spec written(long other) {
        return new Spec(service, constraints, taskVersion, update, other);
    }
}
