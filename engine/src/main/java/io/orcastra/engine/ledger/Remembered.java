package io.orcastra.engine.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * A fact about our own past that ends by itself.
 *
 * @param fact    {@code Cooldown}, {@code Backoff}, {@code Attempts}, {@code RefusedPull}, {@code FailedMove}, {@code MoveFailures},
 *                {@code Resting} or {@code NodeLosses}
 * @param until   when it ends, by the clock of the machine that wrote it
 * @param lasting from its beginning to its end: it never lasts longer than this, however the clocks differ
 */
public record Remembered(Object fact, Instant until, Duration lasting) {
}
