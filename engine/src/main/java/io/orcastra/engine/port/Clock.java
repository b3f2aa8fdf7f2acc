package io.orcastra.engine.port;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Two times in one: {@link #instant()} is written down and shown, {@link #nanos()} is waited by, because a wall clock
 * may jump.
 */
public interface Clock extends InstantSource {

    /** Nanoseconds since some fixed moment; never goes back. Only differences mean anything. */
    long nanos();

    static Clock of(InstantSource wall, LongSupplier monotonic) {
        return new Clock() {
            @Override
            public Instant instant() {
                return wall.instant();
            }

            @Override
            public long nanos() {
                return monotonic.getAsLong();
            }
        };
    }
}
