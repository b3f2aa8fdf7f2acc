package io.orcastra.adapters.cli;

import io.orcastra.adapters.prometheus.observe.Addresses;
import io.orcastra.adapters.prometheus.observe.MemoryListener;
import io.orcastra.adapters.prometheus.observe.MemoryObserver;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Observation;
import java.util.HashSet;
import java.util.Set;

/** Memory for a command that looks once: one fresh round, which takes as long as the slowest source may. */
record MeasuredOnce(MemorySources sources, Clock clock) {

    /** The observation with the memory of its nodes and tasks. */
    Observation added(Observation swarm) {
        if (sources.isEmpty()) {
            return swarm;
        }
        try (MemoryObserver memory = new MemoryObserver(sources, swarm::facts, clock, Addresses.SYSTEM, MemoryListener.NOOP,
                () -> { })) {
            memory.measure();
            Set<Object> facts = new HashSet<>(swarm.facts());
            facts.addAll(memory.observe().facts());
            return new Observation(swarm.source(), swarm.at(), facts);
        }
    }
}
