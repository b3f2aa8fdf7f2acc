package io.orcastra.facts.decision;

import java.time.Duration;

/**
 * Stop, through the machine's own engine, what runs there of a task that Swarm has given up on it.
 *
 * @param serviceId whose task it is
 * @param grace     how long it may take to stop before it is killed
 */
public record CutOff(String hostname, String serviceId, String taskId, Duration grace) implements MachineAction {

    /** The grace as an engine counts it: in whole seconds, and of a part one more, for none is a kill at once. */
    public long graceSeconds() {
        return grace.plusMillis(999).toSeconds();
    }
}
