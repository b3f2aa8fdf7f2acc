package io.orcastra.facts.cluster;

import java.time.Duration;

/**
 * What the spec of a service says of its health check. Absent where it says nothing, though the image may have a check of its own,
 * and where it switches that one off.
 *
 * @param startPeriod from the container's start on, failures do not count for so long
 * @param interval    between two checks
 * @param retries     so many failures in a row after that, and the task has failed
 */
public record HealthCheck(String serviceId, Duration startPeriod, Duration interval, int retries) {
}
