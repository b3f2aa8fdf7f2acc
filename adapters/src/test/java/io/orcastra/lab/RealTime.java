package io.orcastra.lab;

import static org.awaitility.Awaitility.await;

import io.orcastra.engine.port.Clock;
import java.io.UncheckedIOException;
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

    /** Looks for so long whether an assertion holds; the first look at which it does not ends the test. */
    public static void throughout(Duration time, Runnable assertion) {
        Pace pace = new Pace();
        long end = System.nanoTime() + time.toNanos();
        await().pollDelay(Duration.ZERO).pollInterval(pace).atMost(time.plus(PATIENCE))
                .ignoreExceptionsMatching(RealTime::isNoAnswer).until(pace.of(() -> {
                    boolean last = System.nanoTime() >= end;
                    assertion.run();
                    return last;
                }));
    }

    /** Whether an engine or a daemon did not answer, which says nothing of what was asked; the next look tells. */
    static boolean isNoAnswer(Throwable thrown) {
        return thrown instanceof LabFailure || thrown instanceof UncheckedIOException;
    }
}
