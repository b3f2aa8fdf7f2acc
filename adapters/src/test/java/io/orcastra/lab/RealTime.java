package io.orcastra.lab;

import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.time.InstantSource;

/** Time as it passes, for tests whose other side is a real engine. */
public final class RealTime {

    public static final Clock CLOCK = Clock.of(InstantSource.system(), System::nanoTime);

    /**
     * How long what must come is waited for, on whatever machine: no deadline of anything. Deadlines are asserted from the
     * engines' own timestamps.
     */
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    private RealTime() {
    }
}
