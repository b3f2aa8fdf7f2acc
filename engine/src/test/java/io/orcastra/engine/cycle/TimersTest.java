package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Timer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static final Timer TIMER = new Timer("displaced", "svc", Duration.ofMinutes(1));

    private final VirtualClock clock = new VirtualClock();
    private final Timers timers = new Timers(clock);

    @Test
    void aTimerElapsesAfterItsDurationAndStaysElapsed() {
        timers.wish(List.of(TIMER));
        assertThat(timers.due()).isEqualTo(TIMER.lasting());
        clock.advance(Duration.ofSeconds(59));
        timers.wish(List.of(TIMER));
        assertThat(timers.elapsed()).isEmpty();
        assertThat(timers.due()).isEqualTo(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(1));
        timers.wish(List.of(TIMER));

        assertThat(timers.elapsed()).containsExactly(new Elapsed("displaced", "svc"));
        assertThat(timers.due()).isNull();
    }

    @Test
    void anInterruptedTimerStartsAnew() {
        timers.wish(List.of(TIMER));
        clock.advance(Duration.ofSeconds(59));
        timers.wish(List.of());
        timers.wish(List.of(TIMER));

        clock.advance(Duration.ofSeconds(59));

        assertThat(timers.elapsed()).isEmpty();
    }

    @Test
    void timersOfOneNameAndSubjectAreOneAndTheShortestCounts() {
        timers.wish(List.of(TIMER, new Timer("displaced", "svc", Duration.ofSeconds(10))));

        assertThat(timers.due()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aWallClockThatJumpsElapsesNothing() {
        timers.wish(List.of(TIMER));
        clock.jump(Duration.ofDays(1));

        assertThat(timers.elapsed()).isEmpty();
    }

    @Test
    void aHeldTimerIsNeitherDroppedNorAdvanced() {
        timers.wish(List.of(TIMER));
        clock.advance(Duration.ofSeconds(50));

        timers.hold(List.of());
        clock.advance(Duration.ofMinutes(5));
        timers.hold(List.of(TIMER));

        assertThat(timers.elapsed()).isEmpty();
        assertThat(timers.due()).isNull();
        timers.wish(List.of(TIMER));
        assertThat(timers.due()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatHasElapsedStaysElapsedWhileHeld() {
        timers.wish(List.of(TIMER));
        clock.advance(TIMER.lasting());

        timers.hold(List.of());

        assertThat(timers.elapsed()).containsExactly(new Elapsed("displaced", "svc"));
    }

    @Test
    void whatIsNotWishedAfterTheHoldEnds() {
        timers.wish(List.of(TIMER));
        timers.hold(List.of());

        timers.wish(List.of());
        clock.advance(TIMER.lasting());

        assertThat(timers.elapsed()).isEmpty();
    }

    @Test
    void aTimerThatIsNewWhileHeldBeginsAfterwards() {
        timers.hold(List.of(TIMER));
        clock.advance(TIMER.lasting());

        timers.wish(List.of(TIMER));

        assertThat(timers.due()).isEqualTo(TIMER.lasting());
    }
}
