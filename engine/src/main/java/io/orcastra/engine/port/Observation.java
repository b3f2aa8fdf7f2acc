package io.orcastra.engine.port;

import java.time.Instant;
import java.util.Set;

/**
 * The complete facts of one source at one moment.
 *
 * @param at    when the look began
 * @param facts records of {@code io.orcastra.facts}, without order
 */
public record Observation(String source, Instant at, Set<Object> facts) {
    public Observation {
        facts = Set.copyOf(facts);
    }
}
