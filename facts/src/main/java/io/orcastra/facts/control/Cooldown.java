package io.orcastra.facts.control;

import java.time.Instant;

/**
 * An action succeeded a short while ago; the same wish rests until then.
 *
 * @param subject node or service id
 * @param cause   the cause of the proposal that was carried out
 */
public record Cooldown(String subject, String cause, Instant until) {
}
