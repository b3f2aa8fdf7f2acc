package io.orcastra.facts.control;

import java.time.Instant;

/** A source could not be observed; what is known of it is from {@code lastSeen} (null when never). */
public record StaleObservation(String source, Instant lastSeen, String reason) {
}
