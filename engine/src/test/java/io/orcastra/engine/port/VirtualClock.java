package io.orcastra.engine.port;

import java.time.Duration;
import java.time.Instant;

/** Time that passes only when a test lets it pass. Thread-safe. */
public final class VirtualClock implements Clock {
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private long nanos = 1_000_000_000L;

    @Override
    public synchronized Instant instant() {
        return wall;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    public synchronized void advance(Duration duration) {
        wall = wall.plus(duration);
        nanos += duration.toNanos();
    }

    /** The wall clock is set, as by an operator; no time passes. */
    public synchronized void jump(Duration duration) {
        wall = wall.plus(duration);
    }
}
