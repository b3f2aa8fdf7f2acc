package io.orcastra.adapters.http;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.StaleObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Watches the engine's events and says how it is. Thread-safe. */
public final class HealthMonitor implements EngineListener {

    private final Clock clock;
    private final Duration patience;
    private final boolean dryRun;
    private final long startedAt;
    private volatile OptionalLong cycleEndedAt = OptionalLong.empty();
    private volatile OptionalLong observedAt = OptionalLong.empty();
    private volatile Lease lease = new Lease(false, "");
    private volatile boolean configurationRefused;

    /**
     * @param poll longest time between two looks; after three of them and another 30 s without one, something is wrong
     */
    public HealthMonitor(Clock clock, Duration poll, boolean dryRun) {
        this.clock = clock;
        this.patience = poll.multipliedBy(3).plusSeconds(30);
        this.dryRun = dryRun;
        this.startedAt = clock.nanos();
    }

    @Override
    public void cycleCompleted(DecisionRecord record) {
        OptionalLong now = OptionalLong.of(clock.nanos());
        cycleEndedAt = now;
        if (record.facts().stream().noneMatch(StaleObservation.class::isInstance)) {
            observedAt = now;
        }
    }

    @Override
    public void cycleFailed(String trigger, Throwable reason) {
        cycleEndedAt = OptionalLong.of(clock.nanos());
    }

    @Override
    public void leaseChanged(boolean held, String holder) {
        lease = new Lease(held, holder);
    }

    /** Whether a bad edit of the configuration waits to be mended. */
    public void configurationRefused(boolean refused) {
        configurationRefused = refused;
    }

    public Health health() {
        List<String> failures = new ArrayList<>();
        OptionalLong observed = observedAt;
        boolean alive = age(cycleEndedAt).compareTo(patience) <= 0;
        if (!alive) {
            failures.add("no cycle has ended for " + age(cycleEndedAt).toSeconds() + " s");
        }
        if (observed.isEmpty()) {
            failures.add("the swarm has not been observed yet");
        } else if (age(observed).compareTo(patience) > 0) {
            failures.add("the swarm was last observed " + age(observed).toSeconds() + " s ago");
        }
        List<String> problems = new ArrayList<>(failures);
        if (configurationRefused) {
            problems.add("the configuration was edited badly; the last good one is in force");
        }
        String status = !failures.isEmpty() ? "failing" : problems.isEmpty() ? "ok" : "degraded";
        Lease now = lease;
        return new Health(status, problems, alive, observed.isEmpty() ? null : age(observed).toSeconds(),
                dryRun ? "none" : now.held() ? "held" : "standby", now.holder(),
                configurationRefused ? "refused" : "ok");
    }

    private Duration age(OptionalLong nanos) {
        return Duration.ofNanos(clock.nanos() - nanos.orElse(startedAt));
    }

    private record Lease(boolean held, String holder) {
    }
}
