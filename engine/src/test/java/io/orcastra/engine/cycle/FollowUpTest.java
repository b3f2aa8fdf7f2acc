package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.simulation.VirtualClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FollowUpTest {
    private static final Duration CRASHES_EVERY = Duration.ofSeconds(5);

    private final VirtualClock clock = new VirtualClock();
    private final FollowUp followUp = new FollowUp(clock);

    /** Looks as often as asked for, while something changes every few seconds. */
    private int looksInCrashLoop(Duration lasting) {
        long end = clock.nanos() + lasting.toNanos();
        long crash = clock.nanos();
        int looks = 0;
        while (clock.nanos() < end) {
            boolean changed = clock.nanos() >= crash;
            crash = changed ? clock.nanos() + CRASHES_EVERY.toNanos() : crash;
            followUp.looked(changed, false, Set.of());
            looks++;
            clock.advance(followUp.due());
        }
        return looks;
    }

    @Test
    void aCrashLoopIsWatchedCloselyAtFirstAndSeldomAfterTwoMinutes() {
        assertThat(looksInCrashLoop(Duration.ofMinutes(2))).isGreaterThan(120);

        assertThat(looksInCrashLoop(Duration.ofMinutes(10))).isBetween(100, 125);
    }

    @Test
    void afterARestTheNextChangeIsWatchedCloselyAgain() {
        looksInCrashLoop(Duration.ofMinutes(3));
        clock.advance(Duration.ofSeconds(10));
        followUp.looked(false, false, Set.of());
        assertThat(followUp.due()).isNull();

        followUp.looked(true, false, Set.of());

        assertThat(followUp.due()).isEqualTo(Duration.ofMillis(200));
    }
}
