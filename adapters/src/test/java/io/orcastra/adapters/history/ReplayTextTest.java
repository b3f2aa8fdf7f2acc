package io.orcastra.adapters.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTextTest {
    private static final Instant FROM = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void aGapInTheRecordIsToldAndNoneIsNot() {
        assertThat(render(2)).startsWith(
                "Replayed 2026-11-20 12:00:00 UTC to 2026-11-20 13:00:00 UTC: 10 cycles, 2 cycles in between not recorded\n");
        assertThat(render(0)).startsWith("Replayed 2026-11-20 12:00:00 UTC to 2026-11-20 13:00:00 UTC: 10 cycles\n");
    }

    private static String render(long notRecorded) {
        return new ReplayText(false).render(new ReplayReport(FROM, FROM.plusSeconds(3600), 10, 10, notRecorded, 0, 0, 0, List.of(),
                0, List.of()));
    }
}
