package io.orcastra.facts.cluster;

/** States of a task in the order SwarmKit gives them; a task only moves forward (design/task_model.md). */
public enum TaskState {
    NEW, ALLOCATED, PENDING, ASSIGNED, ACCEPTED, PREPARING, READY, STARTING, RUNNING,
    COMPLETE, SHUTDOWN, FAILED, REJECTED, REMOVE, ORPHANED
}
