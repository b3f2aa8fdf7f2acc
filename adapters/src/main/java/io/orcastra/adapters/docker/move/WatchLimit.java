package io.orcastra.adapters.docker.move;

import io.orcastra.engine.port.Clock;
import java.time.Duration;

/** How long an update is watched: for a time in all, and for a time until each further task runs. Used by one thread. */
final class WatchLimit {

    private final Clock clock;
    private final long end;
    private final Duration each;
    private long since;
    private int running;

    WatchLimit(Clock clock, Duration all, Duration each) {
        this.clock = clock;
        this.each = each;
        since = clock.nanos();
        end = since + all.toNanos();
    }

    /** @param tasks how many have been seen running until now; when there are more than before, the next one has its time anew */
    void seen(int tasks) {
        if (tasks > running) {
            running = tasks;
            since = clock.nanos();
        }
    }

    boolean isOver() {
        long now = clock.nanos();
        return now - end >= 0 || now - since >= each.toNanos();
    }
}
