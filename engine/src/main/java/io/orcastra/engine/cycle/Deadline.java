package io.orcastra.engine.cycle;

import io.orcastra.engine.port.Clock;
import java.time.Duration;

/** A moment by the monotonic clock. */
record Deadline(long atNanos, Clock clock) {

    static Deadline in(Duration duration, Clock clock) {
        return new Deadline(clock.nanos() + duration.toNanos(), clock);
    }

    boolean passed() {
        return atNanos - clock.nanos() <= 0;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - clock.nanos()));
    }

    Duration nearer(Duration other) {
        return left().compareTo(other) < 0 ? left() : other;
    }
}
