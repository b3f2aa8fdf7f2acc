package io.orcastra.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.cycle.LoopStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {

    private static final Instant SEEN = Instant.parse("2026-11-20T12:00:00Z");

    private Instant now = SEEN;
    private LoopStatus status = status(true, SEEN, true);
    private final HealthMonitor monitor = new HealthMonitor(() -> status, () -> now, Duration.ofSeconds(60), false);

    @Test
    void aLoopThatSeesTheSwarmIsWell() {
        now = SEEN.plusSeconds(210);

        assertThat(monitor.health()).isEqualTo(
                new Health("ok", List.of(), true, 210L, List.of("leader changed"), "held", "n1/a", "ok"));
    }

    @Test
    void beforeTheFirstObservationItIsNotWell() {
        status = status(true, null, false);

        assertThat(monitor.health().good()).isFalse();
        assertThat(monitor.health().observationAgeSeconds()).isNull();
    }

    @Test
    void aDeadLoopIsNotWell() {
        status = status(false, SEEN, true);

        assertThat(monitor.health().good()).isFalse();
        assertThat(monitor.health().loopAlive()).isFalse();
    }

    @Test
    void aLoopThatSeesNothingIsAliveButNotWell() {
        now = SEEN.plusSeconds(211);

        assertThat(monitor.health().loopAlive()).isTrue();
        assertThat(monitor.health().good()).isFalse();
    }

    @Test
    void aRefusedConfigurationIsSaidButEndsNothing() {
        monitor.configurationRefused(true);

        assertThat(monitor.health().good()).isTrue();
        assertThat(monitor.health().status()).isEqualTo("degraded");
        assertThat(monitor.health().configuration()).isEqualTo("refused");
    }

    @Test
    void whoDoesNotHoldTheLeaseStandsBy() {
        status = status(true, SEEN, false);

        assertThat(monitor.health().lease()).isEqualTo("standby");
        assertThat(monitor.health().good()).isTrue();
    }

    private static LoopStatus status(boolean alive, Instant seen, boolean held) {
        return new LoopStatus(alive, 1, seen, Duration.ZERO, seen, held, "n1/a", List.of("leader changed"), 0, 0, 0, 0, 0);
    }
}
