package io.orcastra.engine.simulation;

import java.time.Duration;
import java.time.Instant;

/** For how long a service ran with how many containers. */
final class Uptime {
    private Instant since;
    private int running;
    private int most;
    private Duration down = Duration.ZERO;

    Uptime(Instant now) {
        since = now;
    }

    /** From now on so many containers run. */
    void runs(int containers, Instant now) {
        down = downUntil(now);
        since = now;
        running = containers;
        most = Math.max(most, containers);
    }

    /** Time in which nothing of the service ran. */
    Duration downUntil(Instant now) {
        return running == 0 ? down.plus(Duration.between(since, now)) : down;
    }

    int running() {
        return running;
    }

    /** Most containers that ran at once. */
    int most() {
        return most;
    }
}
