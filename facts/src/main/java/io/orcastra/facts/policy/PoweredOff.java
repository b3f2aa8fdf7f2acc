package io.orcastra.facts.policy;

/** The operator says that this machine has no power: nothing runs there, whatever the swarm last heard. */
public record PoweredOff(String hostname) {
}
