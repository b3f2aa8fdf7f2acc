package io.orcastra.facts.control;

import java.time.Instant;

/**
 * Something was moved a short while ago, well or not: let it settle before rebalancing goes on.
 *
 * @param subject id of the service that was moved, or of a node it was on or went to; empty for the whole swarm
 */
public record Resting(String subject, Instant until) {
}
