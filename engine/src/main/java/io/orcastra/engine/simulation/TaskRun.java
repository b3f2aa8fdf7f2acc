package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import java.time.Duration;
import java.time.Instant;

/** One task from its creation to its end. */
final class TaskRun {
    final String id;
    final ServiceState service;
    final int slot;
    final Spec spec;
    final Instant createdAt;
    /** Not started before this. */
    final Instant notBefore;
    /** Not started before this one ended, or a minute is over; null for none. */
    final TaskRun predecessor;
    String nodeId = "";
    TaskState desired;
    TaskState state = TaskState.PENDING;
    Instant since;
    Instant startedAt;
    String error = "";
    /** Whether Swarm gave it up while its node was down. */
    boolean left;
    /** Whether its process is there, whatever Swarm knows. */
    boolean container;
    /** Changes with every step, so that what was planned for an earlier one does nothing. */
    int stage;

    TaskRun(String id, ServiceState service, int slot, Spec spec, Instant createdAt, Instant notBefore,
            TaskRun predecessor) {
        this.id = id;
        this.service = service;
        this.slot = slot;
        this.spec = spec;
        this.createdAt = createdAt;
        this.notBefore = notBefore;
        this.predecessor = predecessor;
        since = createdAt;
        startedAt = createdAt;
        desired = predecessor != null || notBefore.isAfter(createdAt) ? TaskState.READY : TaskState.RUNNING;
    }

    /** Where Swarm counts it: by slot, by node for global services. */
    String place() {
        return slot > 0 ? "" + slot : nodeId;
    }

    boolean wanted() {
        return desired.compareTo(TaskState.RUNNING) <= 0;
    }

    boolean ended() {
        return state.compareTo(TaskState.RUNNING) > 0;
    }

    String name() {
        return slot > 0 ? service.name() + "." + slot : service.name();
    }

    /** Bytes its containers use. */
    long memory(Instant now) {
        if (!container) {
            return 0;
        }
        Instant from = service.behavesSince.isAfter(startedAt) ? service.behavesSince : startedAt;
        return service.behaviour.memory().bytesAfter(Duration.between(from, now));
    }

    /** Whether it may run, though Swarm has given it up on this node. */
    boolean mayRunOn(NodeState node) {
        return nodeId.equals(node.id) && !wanted() && !ended() && (left || node.seen.status() == NodeStatus.DOWN);
    }

    Task fact() {
        return new Task(id, service.id, slot, nodeId, desired, state, createdAt, since, error);
    }
}
