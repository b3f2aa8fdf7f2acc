package io.orcastra.adapters.prometheus.observe;

import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until it is moved. */
final class MovableClock implements Clock {

    private volatile Instant wall = Instant.parse("2026-11-20T12:00:00Z");
    private volatile long nanos = 1;

    @Override
    public Instant instant() {
        return wall;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    /** The wall clock is set; no time passes. */
    void jump(Duration time) {
        wall = wall.plus(time);
    }
}
