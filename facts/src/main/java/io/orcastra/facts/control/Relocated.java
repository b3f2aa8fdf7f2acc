package io.orcastra.facts.control;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service was moved within the last hour, and its nodes are still there: the last one of its moves that succeeded.
 *
 * @param cause of the proposal that was carried out
 * @param from  ids of the nodes it left
 * @param to    ids of the nodes it went to
 * @param at    when the move began, by our clock
 */
public record Relocated(String serviceId, String cause, Set<String> from, Set<String> to, Instant at) {
    public Relocated {
        from = Collections.unmodifiableSet(new TreeSet<>(from));
        to = Collections.unmodifiableSet(new TreeSet<>(to));
    }
}
