package io.orcastra.facts.control;

/** An operator paused all dependents, until they are resumed. */
public record DependentsPaused() {
}
