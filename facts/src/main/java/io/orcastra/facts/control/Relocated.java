package io.orcastra.facts.control;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A service was moved within the last hour, the last one of its moves that succeeded, and its nodes are still there.
 *
 * @param cause of the proposal that was carried out
 * @param from  ids of the nodes it left
 * @param to    ids of the nodes it went to
 */
public record Relocated(String serviceId, String cause, Set<String> from, Set<String> to) {
    public Relocated {
        from = Collections.unmodifiableSet(new TreeSet<>(from));
        to = Collections.unmodifiableSet(new TreeSet<>(to));
    }
}
