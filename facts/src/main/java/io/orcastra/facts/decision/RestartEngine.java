package io.orcastra.facts.decision;

/** Restart the engine of a machine; its containers restart with it. */
public record RestartEngine(String hostname) implements MachineAction {
}
