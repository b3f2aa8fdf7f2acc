package io.orcastra.engine.simulation;

/** Told what happens in the simulated swarm, at the moment it happens. */
@FunctionalInterface
public interface SwarmListener {
    void happened(SwarmEvent event);
}
