package io.orcastra.facts.control;

import java.time.Instant;

/**
 * A window of the configuration is closed now.
 *
 * @param window its name
 * @param until  when it opens next
 */
public record WindowClosed(String window, Instant until) {
}
