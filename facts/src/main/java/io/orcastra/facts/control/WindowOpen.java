package io.orcastra.facts.control;

import java.time.Instant;

/**
 * A window of the configuration is open now. Of a window that is configured either this or {@link WindowClosed} is
 * there, of any other neither: {@code not WindowOpen( window == "maintenance" )} also holds when nobody configured it.
 *
 * @param window its name
 * @param until  when it closes; null when it never does
 */
public record WindowOpen(String window, Instant until) {
}
