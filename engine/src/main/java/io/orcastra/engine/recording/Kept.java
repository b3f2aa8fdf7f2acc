package io.orcastra.engine.recording;

import java.time.Duration;
import java.time.Instant;

/** A timer as it is kept: by when it began, which stays the same while it runs. */
record Kept(String name, Object subject, Duration lasting, Instant since) {
}
