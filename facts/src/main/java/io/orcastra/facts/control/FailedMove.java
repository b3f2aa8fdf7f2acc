package io.orcastra.facts.control;

import java.time.Instant;

/**
 * A move of the service, begun or refused, did not succeed within the last hour.
 *
 * @param at when it ended, by our clock
 */
public record FailedMove(String serviceId, Instant at) {
}
