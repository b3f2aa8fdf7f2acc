package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.MachineState;

/**
 * What a machine of the inventory answers over SSH at first.
 *
 * @param curable whether a restart of its engine brings its node back
 */
public record MachineAnswer(String hostname, MachineState state, boolean curable) {
}
