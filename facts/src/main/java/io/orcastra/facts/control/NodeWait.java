package io.orcastra.facts.control;

import java.time.Instant;

/**
 * The task was seen to wait for a node before it was given one, which tells of the swarm and not of how long it takes to start.
 *
 * @param until when it was given one; any later moment up to when it ran, where that was not seen
 */
public record NodeWait(String taskId, Instant until) {
}
