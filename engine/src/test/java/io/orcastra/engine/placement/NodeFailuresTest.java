package io.orcastra.engine.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeFailuresTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final NodeFailures failures = new NodeFailures();

    private int recent(Duration later) {
        return failures.recent("web", 1, "n1", NOON.plus(later));
    }

    @Test
    void aFailureCountsForFiveMinutes() {
        failures.failed("web", 1, "n1", NOON);
        failures.failed("web", 1, "n1", NOON.plusSeconds(60));

        assertThat(recent(Duration.ofMinutes(5))).isEqualTo(2);
        assertThat(recent(Duration.ofMinutes(5).plusNanos(1))).isEqualTo(1);
        assertThat(recent(Duration.ofMinutes(6).plusNanos(1))).isZero();
    }

    @Test
    void itCountsForItsVersionOfItsServiceOnItsNodeOnly() {
        failures.failed("web", 2, "n1", NOON);
        failures.failed("db", 1, "n1", NOON);
        failures.failed("web", 1, "n2", NOON);

        assertThat(recent(Duration.ZERO)).isZero();
        assertThat(failures.recent("web", 2, "n1", NOON)).isEqualTo(1);
    }

    @Test
    void anotherSchedulerKnowsOfNone() {
        failures.failed("web", 1, "n1", NOON);
        failures.forget();

        assertThat(recent(Duration.ZERO)).isZero();
    }
}
