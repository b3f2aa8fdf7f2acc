package io.orcastra.adapters.snapshot;

import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.Observer;

/** Observes a swarm that is a file: always the same answer, as of the moment the snapshot was taken. */
public record SnapshotObserver(String source, Snapshot snapshot) implements Observer {

    @Override
    public Observation observe() {
        return new Observation(source, snapshot.takenAt(), snapshot.facts());
    }
}
