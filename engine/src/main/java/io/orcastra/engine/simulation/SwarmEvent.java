package io.orcastra.engine.simulation;

import java.time.Instant;

/**
 * Something that happened in the simulated swarm.
 *
 * @param subject id of the service or node it is about
 * @param nodeId  node where it happened; empty when nowhere in particular
 * @param words   English, one clause, with names and not ids
 */
public record SwarmEvent(Instant at, Kind kind, String subject, String nodeId, String words) {

    /** What can happen. */
    public enum Kind {
        NODE_LOST, NODE_DOWN, NODE_BACK, NODE_READY, AVAILABILITY, LEADER_CHANGED, LABEL,
        TASK_CREATED, TASK_PENDING, TASK_RUNNING, TASK_STOPPED, TASK_FAILED, TASK_EVICTED, KERNEL_KILL,
        UPDATED_BY_OWNER, ROLLED_BACK, EXPORTER, SILENCE,
        ACTION_BEGAN, PINNED, UNPINNED, PULLED, ACTION_ENDED
    }
}
