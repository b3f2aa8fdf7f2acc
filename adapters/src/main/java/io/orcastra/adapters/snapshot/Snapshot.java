package io.orcastra.adapters.snapshot;

import java.time.Instant;
import java.util.Set;

/**
 * What was observed of a swarm at one moment.
 *
 * @param facts records of {@code io.orcastra.facts.cluster}
 */
public record Snapshot(Instant takenAt, Set<Object> facts) {

    public Snapshot {
        facts = Set.copyOf(facts);
    }
}
