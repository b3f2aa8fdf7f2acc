package io.orcastra.adapters.cli;

import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.engine.port.Observer;
import java.util.Set;

/** Observes the swarm and remembers what was seen, for those who measure its nodes. */
final class SeenSwarm implements Observer {

    private final Observer swarm;
    private volatile Set<Object> facts = Set.of();

    SeenSwarm(Observer swarm) {
        this.swarm = swarm;
    }

    @Override
    public String source() {
        return swarm.source();
    }

    @Override
    public Observation observe() throws ObservationFailed {
        Observation seen = swarm.observe();
        facts = seen.facts();
        return seen;
    }

    /** As of the last look that succeeded; empty before the first. */
    Set<Object> facts() {
        return facts;
    }
}
