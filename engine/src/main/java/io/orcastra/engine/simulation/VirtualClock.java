package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time that passes only when somebody lets it pass. Thread-safe. */
public final class VirtualClock implements Clock {
    /** When time begins unless somebody says otherwise. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant wall;
    private long nanos = 1_000_000_000L;

    public VirtualClock() {
        this(START);
    }

    public VirtualClock(Instant start) {
        wall = start;
    }

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
