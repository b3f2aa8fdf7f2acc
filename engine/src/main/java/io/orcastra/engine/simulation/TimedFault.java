package io.orcastra.engine.simulation;

import java.time.Duration;

/** @param after from the start of the scenario */
public record TimedFault(Duration after, Fault fault) {
}
