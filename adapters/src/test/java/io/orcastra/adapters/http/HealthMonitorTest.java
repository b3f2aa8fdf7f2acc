package io.orcastra.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.http.HealthMonitor.Edit;
import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.cycle.LoopStatus;
import io.orcastra.engine.simulation.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {

    private final VirtualClock clock = new VirtualClock();
    private final Long seen = clock.nanos();
    private EngineSettings settings = EngineSettings.DEFAULT;
    private LoopStatus status = status(true, seen, true);
    private final HealthMonitor monitor = new HealthMonitor(() -> status, clock, () -> settings);

    @Test
    void aLoopThatSeesTheSwarmIsWell() {
        clock.advance(Duration.ofSeconds(210));

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
        status = status(false, seen, true);

        assertThat(monitor.health().good()).isFalse();
        assertThat(monitor.health().loopAlive()).isFalse();
    }

    @Test
    void aLoopThatSeesNothingIsAliveButNotWell() {
        clock.advance(Duration.ofSeconds(211));

        assertThat(monitor.health().loopAlive()).isTrue();
        assertThat(monitor.health().good()).isFalse();
    }

    @Test
    void aRefusedConfigurationIsSaidButEndsNothing() {
        monitor.configuration(Edit.REFUSED);

        assertThat(monitor.health().good()).isTrue();
        assertThat(monitor.health().status()).isEqualTo("degraded");
        assertThat(monitor.health().configuration()).isEqualTo("refused");
    }

    @Test
    void aConfigurationThatCouldNotBeTriedYetIsNotCalledBad() {
        monitor.configuration(Edit.POSTPONED);

        assertThat(monitor.health().good()).isTrue();
        assertThat(monitor.health().status()).isEqualTo("degraded");
        assertThat(monitor.health().configuration()).isEqualTo("postponed");
        assertThat(monitor.health().problems()).containsExactly(
                "the edited configuration could not be tried yet; the last good one is in force");

        monitor.configuration(Edit.TAKEN);
        assertThat(monitor.health().problems()).isEmpty();
    }

    @Test
    void whoDoesNotHoldTheLeaseStandsBy() {
        status = status(true, seen, false);

        assertThat(monitor.health().lease()).isEqualTo("standby");
        assertThat(monitor.health().good()).isTrue();
    }

    @Test
    void aWallClockThatIsSetMakesNoDifference() {
        for (Duration jump : List.of(Duration.ofDays(400), Duration.ofDays(-800))) {
            clock.jump(jump);

            assertThat(monitor.health().good()).isTrue();
            assertThat(monitor.health().observationAgeSeconds()).isZero();
        }
    }

    @Test
    void anotherConfigurationIsJudgedByItsOwnMeasure() {
        clock.advance(Duration.ofSeconds(100));
        EngineSettings usual = EngineSettings.DEFAULT;

        settings = new EngineSettings(Duration.ofSeconds(5), usual.settle(), usual.leaseRenew(), usual.leaseFree(),
                usual.cooldown(), usual.budgets(), true);

        assertThat(monitor.health().good()).as("looks every 5 s, and the last was 100 s ago").isFalse();
        assertThat(monitor.health().lease()).isEqualTo("none");
    }

    private static LoopStatus status(boolean alive, Long seen, boolean held) {
        return new LoopStatus(alive, 1, Instant.EPOCH, Duration.ZERO, seen, held, "n1/a", List.of("leader changed"), 0, 0, 0, 0, 0);
    }
}
