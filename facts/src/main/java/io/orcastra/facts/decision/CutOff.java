package io.orcastra.facts.decision;

import java.time.Duration;

/**
 * Stop, through the machine's own engine, what runs there of a task that Swarm has given up on it.
 *
 * @param serviceId whose task it is
 * @param grace     how long it may take to stop before it is killed
 */
public record CutOff(String hostname, String serviceId, String taskId, Duration grace) implements MachineAction {
}
