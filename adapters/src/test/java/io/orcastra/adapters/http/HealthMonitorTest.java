package io.orcastra.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.StaleObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {

    private long seconds;
    private final Clock clock = Clock.of(() -> Instant.EPOCH.plusSeconds(seconds), () -> Duration.ofSeconds(seconds).toNanos());
    private final HealthMonitor monitor = new HealthMonitor(clock, Duration.ofSeconds(60), false);

    @Test
    void beforeTheFirstObservationItIsNotWell() {
        assertThat(monitor.health().good()).isFalse();
        assertThat(monitor.health().loopAlive()).isTrue();
        assertThat(monitor.health().observationAgeSeconds()).isNull();
    }

    @Test
    void aDeadLoopIsNotWell() {
        monitor.cycleCompleted(record(Set.of()));
        seconds = 210;
        assertThat(monitor.health().status()).isEqualTo("ok");
        seconds = 211;
        assertThat(monitor.health()).satisfies(health -> {
            assertThat(health.good()).isFalse();
            assertThat(health.loopAlive()).isFalse();
            assertThat(health.observationAgeSeconds()).isEqualTo(211);
        });
    }

    @Test
    void aLoopThatSeesNothingIsAliveButNotWell() {
        monitor.cycleCompleted(record(Set.of()));
        seconds = 300;
        monitor.cycleCompleted(record(Set.of(new StaleObservation("docker", Instant.EPOCH, "gone"))));

        assertThat(monitor.health().loopAlive()).isTrue();
        assertThat(monitor.health().good()).isFalse();
    }

    @Test
    void aRefusedConfigurationIsSaidButEndsNothing() {
        monitor.cycleCompleted(record(Set.of()));
        monitor.configurationRefused(true);

        assertThat(monitor.health().good()).isTrue();
        assertThat(monitor.health().status()).isEqualTo("degraded");
    }

    @Test
    void theLeaseIsTold() {
        monitor.leaseChanged(true, "n1");
        assertThat(monitor.health().lease()).isEqualTo("held");
        monitor.leaseChanged(false, "n2");
        assertThat(monitor.health()).satisfies(health -> {
            assertThat(health.lease()).isEqualTo("standby");
            assertThat(health.leaseHolder()).isEqualTo("n2");
        });
    }

    private static DecisionRecord record(Set<Object> facts) {
        return new DecisionRecord(1, "tick", Instant.EPOCH, Duration.ZERO, facts, List.of(), List.of(), Plan.EMPTY, Map.of());
    }
}
