package io.orcastra.facts.control;

import java.time.Instant;

/**
 * The swarm is not in a state in which anything may be concluded.
 *
 * @param reason in English, such as {@code leader changed}
 * @param until  when it will be over if nothing new happens; null when unknown
 */
public record Unsettled(String reason, Instant until) {
}
