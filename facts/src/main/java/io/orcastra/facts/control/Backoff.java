package io.orcastra.facts.control;

import java.time.Instant;

/**
 * Something was tried and failed, or was skipped more than once; the next attempt waits. Present from the attempt until {@code until}.
 *
 * @param subject  service or node id
 * @param cause    the cause of the proposal that was attempted
 * @param attempts attempts made so far for this cause, from 1
 */
public record Backoff(String subject, String cause, int attempts, Instant until) {
}
