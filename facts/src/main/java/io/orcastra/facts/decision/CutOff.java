package io.orcastra.facts.decision;

/** Stop, through the machine's own engine, what runs there of a service that Swarm has given up on it. */
public record CutOff(String hostname, String serviceId) implements MachineAction {
}
