package io.orcastra.adapters.reload;

import io.orcastra.engine.port.Clock;
import java.time.Duration;

/**
 * When that is tried again what failed for a reason that passes: after five seconds, then each time after twice as long, up
 * to five minutes. Thread-safe.
 */
public final class Retry {
    public static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final Clock clock;
    private String failed;
    private Duration wait = Duration.ZERO;
    private long since;

    public Retry(Clock clock) {
        this.clock = clock;
    }

    /**
     * It failed now; anything else that failed before is forgotten.
     *
     * @param what names it; another name is another thing, which has not waited yet
     * @return how long it is to be left alone
     */
    public synchronized Duration after(String what) {
        Duration doubled = wait.multipliedBy(2);
        wait = !what.equals(failed) ? FIRST : doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        failed = what;
        since = clock.nanos();
        return wait;
    }

    /** It came to an end, good or bad. */
    public synchronized void forget() {
        failed = null;
    }

    /** Whether this is to be left alone still. */
    synchronized boolean holds(String what) {
        return what.equals(failed) && !isDue();
    }

    /** Whether something failed and has waited long enough. */
    public synchronized boolean isDue() {
        return failed != null && clock.nanos() - since >= wait.toNanos();
    }
}
