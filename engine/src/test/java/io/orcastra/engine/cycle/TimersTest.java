package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static final Timer TIMER = new Timer("displaced", "svc", Duration.ofMinutes(1));
    private static final HeldTimer UNCLEAR = new HeldTimer("displaced", "svc");

    private final VirtualClock clock = new VirtualClock();
    private final Timers timers = new Timers(clock);

    @Test
    void aTimerElapsesAfterItsDurationAndStaysElapsed() {
        timers.wish(List.of(TIMER), List.of());
        assertThat(timers.due()).isEqualTo(TIMER.lasting());
        clock.advance(Duration.ofSeconds(59));
        timers.wish(List.of(TIMER), List.of());
        assertThat(timers.elapsed()).isEmpty();
        assertThat(timers.due()).isEqualTo(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(1));
        timers.wish(List.of(TIMER), List.of());

        assertThat(timers.elapsed()).containsExactly(new Elapsed("displaced", "svc"));
        assertThat(timers.due()).isNull();
    }

    @Test
    void anInterruptedTimerStartsAnew() {
        timers.wish(List.of(TIMER), List.of());
        clock.advance(Duration.ofSeconds(59));
        timers.wish(List.of(), List.of());
        timers.wish(List.of(TIMER), List.of());

        clock.advance(Duration.ofSeconds(59));

        assertThat(timers.elapsed()).isEmpty();
    }

    @Test
    void timersOfOneNameAndSubjectAreOneAndTheShortestCounts() {
        timers.wish(List.of(TIMER, new Timer("displaced", "svc", Duration.ofSeconds(10))), List.of());

        assertThat(timers.due()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aWallClockThatJumpsElapsesNothing() {
        timers.wish(List.of(TIMER), List.of());
        clock.jump(Duration.ofDays(1));

        assertThat(timers.elapsed()).isEmpty();
    }

    @Test
    void aHeldTimerIsNeitherDroppedNorAdvanced() {
        timers.wish(List.of(TIMER), List.of());
        clock.advance(Duration.ofSeconds(50));

        timers.hold(List.of());
        clock.advance(Duration.ofMinutes(5));
        timers.hold(List.of(TIMER));

        assertThat(timers.elapsed()).isEmpty();
        assertThat(timers.due()).isNull();
        timers.wish(List.of(TIMER), List.of());
        assertThat(timers.due()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatHasElapsedStaysElapsedWhileHeld() {
        timers.wish(List.of(TIMER), List.of());
        clock.advance(TIMER.lasting());

        timers.hold(List.of());

        assertThat(timers.elapsed()).containsExactly(new Elapsed("displaced", "svc"));
    }

    @Test
    void whatIsNotWishedAfterTheHoldEnds() {
        timers.wish(List.of(TIMER), List.of());
        timers.hold(List.of());

        timers.wish(List.of(), List.of());
        clock.advance(TIMER.lasting());

        assertThat(timers.elapsed()).isEmpty();
    }

    @Test
    void aTimerThatIsNewWhileHeldBeginsAfterwards() {
        timers.hold(List.of(TIMER));
        clock.advance(TIMER.lasting());

        timers.wish(List.of(TIMER), List.of());

        assertThat(timers.due()).isEqualTo(TIMER.lasting());
    }

    private Timers written(Timers before) {
        Map<String, String> entries = CooldownPage.entries(List.of(), List.of(), before.timings(), Map.of());
        Timers another = new Timers(clock);
        another.remember(CooldownPage.of(new LedgerPage(CooldownPage.NAME, entries, 1)).timings());
        return another;
    }

    @Test
    void whatCannotBeToldNeitherCountsNorEndsATimer() {
        timers.wish(List.of(TIMER), List.of());
        clock.advance(Duration.ofSeconds(50));

        timers.wish(List.of(), List.of(UNCLEAR));
        clock.advance(Duration.ofMinutes(5));
        assertThat(timers.elapsed()).isEmpty();
        timers.wish(List.of(TIMER), List.of());

        assertThat(timers.due()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aTimerOfAnotherNameOrServiceDoesNotWait() {
        timers.wish(List.of(TIMER), List.of());
        clock.advance(Duration.ofSeconds(50));

        timers.wish(List.of(), List.of(new HeldTimer("displaced", "other"), new HeldTimer("not running", "svc")));
        timers.wish(List.of(TIMER), List.of());

        assertThat(timers.due()).isEqualTo(TIMER.lasting());
    }

    @Test
    void aTimerThatWaitsEndsWithWhatItWaitsFor() {
        timers.wish(List.of(TIMER), List.of());
        clock.advance(Duration.ofSeconds(50));
        timers.wish(List.of(), List.of(UNCLEAR));

        timers.wish(List.of(), List.of());
        timers.wish(List.of(TIMER), List.of());

        assertThat(timers.due()).isEqualTo(TIMER.lasting());
    }

    @Test
    void anotherProcessGoesOnFromWhatWasWritten() {
        Timer long3 = new Timer("displaced", "svc", Duration.ofMinutes(3));
        timers.wish(List.of(long3), List.of());
        clock.advance(Duration.ofMinutes(2));
        Timers another = written(timers);
        clock.advance(Duration.ofHours(1));

        another.wish(List.of(long3), List.of());

        assertThat(another.due()).as("what nobody saw does not count").isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatHadElapsedHasElapsedInAnotherProcessToo() {
        timers.wish(List.of(TIMER), List.of());
        clock.advance(Duration.ofHours(1));
        Timers another = written(timers);

        another.hold(List.of(TIMER));

        assertThat(another.elapsed()).containsExactly(new Elapsed("displaced", "svc"));
    }

    @Test
    void whatWasWrittenAndIsNotWishedAnyMoreIsForgotten() {
        timers.wish(List.of(TIMER), List.of());
        clock.advance(TIMER.lasting());
        Timers another = written(timers);

        another.wish(List.of(), List.of());

        assertThat(another.timings()).isEmpty();
        assertThat(another.changed()).isTrue();
    }

    @Test
    void ofTwoTimesTheLongerCounts() {
        Timer long9 = new Timer("displaced", "svc", Duration.ofMinutes(9));
        timers.wish(List.of(long9), List.of());
        clock.advance(Duration.ofMinutes(2));
        Timers another = new Timers(clock);
        another.wish(List.of(long9), List.of());
        clock.advance(Duration.ofMinutes(1));

        another.remember(timers.timings());
        assertThat(another.due()).isEqualTo(Duration.ofMinutes(6));
        timers.remember(List.of(Timing.of(new Elapsed("displaced", "svc"), Duration.ofMinutes(1))));
        assertThat(timers.due()).isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void whatMustLastWithoutABreakIsNotWritten() {
        timers.wish(List.of(new Timer("burdened", "svc", Duration.ofMinutes(9))), List.of());
        clock.advance(Duration.ofMinutes(5));

        assertThat(timers.timings()).isEmpty();
        assertThat(timers.changed()).isFalse();
    }

    @Test
    void whatElapsesWithinAMinuteIsWrittenOnceItHas() {
        Timer brief = new Timer("displaced", "svc", Duration.ofSeconds(30));
        timers.wish(List.of(brief), List.of());
        clock.advance(Duration.ofSeconds(29));
        assertThat(timers.changed()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(timers.changed()).isTrue();

        timers.written();
        clock.advance(Duration.ofHours(1));
        assertThat(timers.changed()).as("it is written already").isFalse();
        Timers another = written(timers);
        another.wish(List.of(brief), List.of());
        assertThat(another.elapsed()).containsExactly(new Elapsed("displaced", "svc"));
    }

    @Test
    void whatElapsedWithinAMinuteStaysWrittenWhileItWaits() {
        Timer brief = new Timer("displaced", "svc", Duration.ofSeconds(30));
        timers.wish(List.of(brief), List.of());
        clock.advance(Duration.ofSeconds(30));
        timers.wish(List.of(), List.of(UNCLEAR));
        assertThat(timers.timings()).hasSize(1);

        Timers another = written(timers);
        another.wish(List.of(), List.of(UNCLEAR));

        assertThat(another.timings()).hasSize(1);
        assertThat(another.changed()).isFalse();
        another.wish(List.of(brief), List.of());
        assertThat(another.elapsed()).containsExactly(new Elapsed("displaced", "svc"));
    }

    @Test
    void whatHasNotElapsedWithinAMinuteIsNotWrittenWhileItWaits() {
        timers.wish(List.of(TIMER), List.of());
        clock.advance(Duration.ofSeconds(59));

        timers.wish(List.of(), List.of(UNCLEAR));

        assertThat(timers.timings()).isEmpty();
    }

    @Test
    void aMinuteIsWorthWritingAndLessIsNot() {
        timers.wish(List.of(new Timer("displaced", "svc", Duration.ofSeconds(150))), List.of());
        clock.advance(Duration.ofSeconds(59));
        assertThat(timers.changed()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(timers.changed()).isTrue();

        timers.written();
        clock.advance(Duration.ofSeconds(59));
        assertThat(timers.changed()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(timers.changed()).isTrue();

        timers.written();
        clock.advance(Duration.ofSeconds(29));
        assertThat(timers.changed()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(timers.changed()).as("it has elapsed").isTrue();

        timers.written();
        clock.advance(Duration.ofHours(1));
        assertThat(timers.changed()).as("it is written that it has elapsed").isFalse();
    }
}
