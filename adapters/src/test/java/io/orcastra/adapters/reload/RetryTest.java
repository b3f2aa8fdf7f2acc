package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {
    private long nanos = Long.MAX_VALUE - 1;
    private final Retry retry = new Retry(Clock.of(() -> Instant.EPOCH, () -> nanos));

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void theWaitDoublesUpToFiveMinutes() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Duration wait = retry.after("edit");
            seconds.add(wait.toSeconds());
            pass(wait);
        }
        assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void itIsDueOnceItHasWaitedAndNotBefore() {
        assertThat(retry.isDue()).isFalse();
        retry.after("edit");
        pass(Duration.ofSeconds(5).minusNanos(1));
        assertThat(retry.isDue()).isFalse();
        assertThat(retry.holds("edit")).isTrue();
        assertThat(retry.holds("another")).isFalse();

        pass(Duration.ofNanos(1));
        assertThat(retry.isDue()).isTrue();
        assertThat(retry.holds("edit")).isFalse();
    }

    @Test
    void anotherOrWhatCameToAnEndBeginsAnew() {
        retry.after("edit");
        retry.after("edit");
        assertThat(retry.after("another")).isEqualTo(Retry.FIRST);

        retry.after("another");
        retry.forget();
        assertThat(retry.isDue()).isFalse();
        assertThat(retry.after("another")).isEqualTo(Retry.FIRST);
    }
}
