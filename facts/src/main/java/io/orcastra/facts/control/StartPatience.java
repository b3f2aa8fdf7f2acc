package io.orcastra.facts.control;

import java.time.Duration;

/**
 * A start of a task of the service may take {@code lasting}: what the operator has set, or else twice what those took that run of it
 * now, or ran last, the pull of their image included, or what its health check allows, whichever is longer, and ten minutes at most.
 * Absent where nothing is set, no task took more than half a minute, and its spec has no health check. What a task waited for a node
 * does not count.
 *
 * @param fixed whether the operator has set it: then it holds instead of every other limit, be it shorter
 */
public record StartPatience(String serviceId, Duration lasting, boolean fixed) {

    /** What a start may take where {@code usual} is what those may take of which nothing is known. */
    public Duration over(Duration usual) {
        return fixed || lasting.compareTo(usual) > 0 ? lasting : usual;
    }
}
