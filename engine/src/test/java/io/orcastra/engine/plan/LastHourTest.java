package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.control.HourSpent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastHourTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static PastAction begun(int minutesAgo, String action) {
        return new PastAction(NOW.minusSeconds(60L * minutesAgo), "web-id", action, "cause", Set.of(), Set.of(),
                PastAction.End.SUCCEEDED);
    }

    @Test
    void anHourWithAMoveLeftIsNotSpent() {
        assertThat(LastHour.of(List.of(begun(10, "MoveService")), NOW).spent(2)).isEmpty();
    }

    @Test
    void aSpentHourTellsWhenTheNextMoveMayBegin() {
        List<PastAction> three = List.of(begun(30, "MoveService"), begun(50, "RestartService"), begun(10, "MoveService"));

        assertThat(LastHour.of(three, NOW).spent(3)).contains(new HourSpent(NOW.plusSeconds(10 * 60)));
        assertThat(LastHour.of(three, NOW).spent(2)).contains(new HourSpent(NOW.plusSeconds(30 * 60)));
    }

    @Test
    void whatIsAnHourOldAndWhatOnlyTidiesIsNotPaidFor() {
        assertThat(LastHour.of(List.of(begun(60, "MoveService"), begun(5, "RestorePreviousSpec")), NOW).spent(1)).isEmpty();
    }

    @Test
    void anHourThatMaySeeNothingDoesNotEnd() {
        assertThat(LastHour.of(List.of(begun(5, "MoveService")), NOW).spent(0)).isEmpty();
    }
}
