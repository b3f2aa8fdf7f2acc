package io.orcastra.lab;

import io.orcastra.engine.port.Clock;
import java.time.InstantSource;

/** Time as it passes, for tests whose other side is a real engine. */
public final class RealTime {

    public static final Clock CLOCK = Clock.of(InstantSource.system(), System::nanoTime);

    private RealTime() {
    }
}
