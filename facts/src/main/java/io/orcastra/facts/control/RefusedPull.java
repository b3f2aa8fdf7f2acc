package io.orcastra.facts.control;

import java.time.Instant;

/** An image could not be pulled on a node: from a failed attempt until {@code until}. */
public record RefusedPull(String serviceId, String image, String nodeId, String message, Instant until) {
}
