package io.orcastra.adapters.http;

import io.orcastra.engine.cycle.LoopStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Judges how the daemon is. Thread-safe. */
public final class HealthMonitor {

    private final Supplier<LoopStatus> loop;
    private final InstantSource clock;
    private final Duration patience;
    private final boolean dryRun;
    private volatile boolean configurationRefused;

    /**
     * @param poll longest time between two looks; after three of them and another 30 s without one, something is wrong
     */
    public HealthMonitor(Supplier<LoopStatus> loop, InstantSource clock, Duration poll, boolean dryRun) {
        this.loop = loop;
        this.clock = clock;
        this.patience = poll.multipliedBy(3).plusSeconds(30);
        this.dryRun = dryRun;
    }

    /** Whether a bad edit of the configuration waits to be mended. */
    public void configurationRefused(boolean refused) {
        configurationRefused = refused;
    }

    public Health health() {
        LoopStatus status = loop.get();
        List<String> failures = new ArrayList<>();
        if (!status.alive()) {
            failures.add("the control loop does not go on");
        }
        Long age = age(status.lastGoodLookAt());
        if (age == null) {
            failures.add("the swarm has not been observed yet");
        } else if (age > patience.toSeconds()) {
            failures.add("the swarm was last observed " + age + " s ago");
        }
        List<String> problems = new ArrayList<>(failures);
        if (configurationRefused) {
            problems.add("the configuration was edited badly; the last good one is in force");
        }
        return new Health(!failures.isEmpty() ? "failing" : problems.isEmpty() ? "ok" : "degraded", problems,
                status.alive(), age, status.unsettled(), dryRun ? "none" : status.leaseHeld() ? "held" : "standby",
                status.leaseHolder(), configurationRefused ? "refused" : "ok");
    }

    private Long age(Instant lookedAt) {
        return lookedAt == null ? null : Math.max(0, Duration.between(lookedAt, clock.instant()).toSeconds());
    }
}
