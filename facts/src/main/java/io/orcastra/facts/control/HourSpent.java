package io.orcastra.facts.control;

import java.time.Instant;

/**
 * In the last hour as many moves and restarts were begun as an hour may see.
 *
 * @param until when the next one may begin
 */
public record HourSpent(Instant until) {
}
