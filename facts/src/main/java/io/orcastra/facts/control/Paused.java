package io.orcastra.facts.control;

import java.time.Instant;

/**
 * An operator paused Orcastra.
 *
 * @param service service name, or empty for everything
 * @param until   null when until further notice
 */
public record Paused(String service, String reason, Instant until) {
}
