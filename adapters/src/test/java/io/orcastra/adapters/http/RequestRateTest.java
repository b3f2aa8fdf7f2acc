package io.orcastra.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestRateTest {
    private long now;
    private final RequestRate rate = new RequestRate(2, 3, () -> now);

    @Test
    void aBurstIsAdmittedThenOnlyWhatTheRateFills() {
        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.admits("a")).isFalse();
        now += TimeUnit.MILLISECONDS.toNanos(499);
        assertThat(rate.admits("a")).isFalse();
        now += TimeUnit.MILLISECONDS.toNanos(1);
        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.admits("a")).isFalse();
    }

    @Test
    void askingWhatIsLeftCostsNothing() {
        assertThat(rate.hasLeft("a")).isTrue();
        rate.admits("a");
        rate.admits("a");
        assertThat(rate.hasLeft("a")).isTrue();
        assertThat(rate.hasLeft("a")).isTrue();
        rate.admits("a");
        assertThat(rate.hasLeft("a")).isFalse();
        now += TimeUnit.MILLISECONDS.toNanos(500);
        assertThat(rate.hasLeft("a")).isTrue();
    }

    @Test
    void oneClientCostsNoOther() {
        for (int i = 0; i < 10; i++) {
            rate.admits("a");
        }

        assertThat(rate.admits("b")).isTrue();
    }

    @Test
    void aLongPauseFillsNoMoreThanTheBurst() {
        now += TimeUnit.HOURS.toNanos(1);

        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.admits("a")).isTrue();
        assertThat(rate.admits("a")).isFalse();
    }
}
