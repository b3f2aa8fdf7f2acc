package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An image pulled by this process")
class PulledImagesTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final PulledImages pulled = new PulledImages(Clock.of(InstantSource.system(), nanos::get));

    @Test
    @DisplayName("is known to be on that node, and no other image, and on no other node")
    void isKnown() {
        pulled.add("web:1", "one");

        assertThat(pulled.has("web:1", "one")).isTrue();
        assertThat(pulled.has("web:2", "one")).isFalse();
        assertThat(pulled.has("web:1", "two")).isFalse();
    }

    @Test
    @DisplayName("is asked for again after an hour, for it may have been removed")
    void isForgotten() {
        pulled.add("web:1", "one");

        nanos.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(pulled.has("web:1", "one")).isTrue();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(pulled.has("web:1", "one")).isFalse();
    }
}
