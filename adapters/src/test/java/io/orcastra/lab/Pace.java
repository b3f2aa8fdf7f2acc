package io.orcastra.lab;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.pollinterval.PollInterval;

/**
 * When to look again while waiting: after a tenth of a second, or twice the time the last look took. Engines and daemons that
 * are looked at without a rest come later to what is waited for.
 */
final class Pace implements PollInterval {

    private static final Duration LEAST = Duration.ofMillis(100);
    private static final int RESTS = 2;

    private volatile Duration last = Duration.ZERO;

    /** The same look, whose time counts. */
    <T> Callable<T> of(Callable<T> look) {
        return () -> {
            long from = System.nanoTime();
            try {
                return look.call();
            } finally {
                last = Duration.ofNanos(System.nanoTime() - from);
            }
        };
    }

    @Override
    public Duration next(int looks, Duration before) {
        Duration rest = last.multipliedBy(RESTS);
        return rest.compareTo(LEAST) < 0 ? LEAST : rest;
    }
}
