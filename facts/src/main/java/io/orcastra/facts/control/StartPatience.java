package io.orcastra.facts.control;

import java.time.Duration;

/**
 * Tasks of the service are slow to start: what runs of it now, or ran last, took half of {@code lasting}, the pull of its image
 * included. Absent for services that took half a minute at most, and for those never seen to start.
 */
public record StartPatience(String serviceId, Duration lasting) {
}
