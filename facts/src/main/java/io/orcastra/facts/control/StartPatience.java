package io.orcastra.facts.control;

import java.time.Duration;

/**
 * Tasks of the service are slow to start: {@code lasting} is twice what those took that run of it now, or ran last, the pull of
 * their image included, and ten minutes at most. Absent for services that took half a minute at most, and for those never seen to
 * start. Tasks that were seen to wait for a node do not count.
 */
public record StartPatience(String serviceId, Duration lasting) {
}
