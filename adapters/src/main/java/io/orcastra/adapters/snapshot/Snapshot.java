package io.orcastra.adapters.snapshot;

import io.orcastra.engine.record.Background;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What was observed of a swarm at one moment.
 *
 * @param facts      records of {@code io.orcastra.facts.cluster}; of a daemon also what it knew of itself, and its
 *                   configuration
 * @param background of a daemon's decision at that moment; empty when nobody decided
 */
public record Snapshot(Instant takenAt, Set<Object> facts, Optional<Background> background) {

    public Snapshot {
        facts = Set.copyOf(facts);
    }

    /** Of observed facts alone. */
    public Snapshot(Instant takenAt, Set<Object> facts) {
        this(takenAt, facts, Optional.empty());
    }
}
