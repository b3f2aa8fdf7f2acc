package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.control.WindowOpen;
import io.orcastra.facts.policy.TimeWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
    private static TimeWindow span(DayOfWeek day, double from, double to, String zone) {
        return new TimeWindow("w", day, hours(from), hours(to), zone);
    }

    private static Duration hours(double hours) {
        return Duration.ofMinutes(Math.round(hours * 60));
    }

    private static Object at(String moment, TimeWindow... spans) {
        return Windows.at(Instant.parse(moment), Set.of(spans)).iterator().next();
    }

    private static WindowOpen openUntil(String moment) {
        return new WindowOpen("w", Instant.parse(moment));
    }

    private static WindowClosed closedUntil(String moment) {
        return new WindowClosed("w", Instant.parse(moment));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-29T01:59:59.999Z, closed, 2026-11-29T02:00:00Z
            2026-11-29T02:00:00Z,     open,   2026-11-29T04:00:00Z
            2026-11-29T03:59:59.999Z, open,   2026-11-29T04:00:00Z
            2026-11-29T04:00:00Z,     closed, 2026-12-06T02:00:00Z
            2026-11-28T03:00:00Z,     closed, 2026-11-29T02:00:00Z
            """)
    void opensAtItsBeginningAndClosesAtItsEnd(String now, String state, String until) {
        assertThat(at(now, span(DayOfWeek.SUNDAY, 2, 4, "UTC")))
                .isEqualTo(state.equals("open") ? openUntil(until) : closedUntil(until));
    }

    @Test
    void theZoneTellsWhoseDayAndHourAreMeant() {
        TimeWindow monday = span(DayOfWeek.MONDAY, 6, 8, "Asia/Tokyo");
        assertThat(at("2026-11-29T21:00:00Z", monday)).isEqualTo(openUntil("2026-11-29T23:00:00Z"));
        assertThat(at("2026-11-30T06:00:00Z", monday)).isEqualTo(closedUntil("2026-12-06T21:00:00Z"));
    }

    @Test
    void summerTimeMovesItWithTheWallClock() {
        TimeWindow sunday = span(DayOfWeek.SUNDAY, 6, 8, "Europe/Berlin");
        assertThat(at("2026-03-28T12:00:00Z", sunday)).isEqualTo(closedUntil("2026-03-29T04:00:00Z"));
        assertThat(at("2026-10-24T12:00:00Z", sunday)).isEqualTo(closedUntil("2026-10-25T05:00:00Z"));
    }

    @Test
    void theHourThatSummerTimeLeavesOutCountsAsTheNextAndTheOneThatComesTwiceAsBoth() {
        TimeWindow sunday = span(DayOfWeek.SUNDAY, 2, 3, "Europe/Berlin");
        assertThat(at("2026-03-28T12:00:00Z", sunday)).as("02:00 to 03:00 is no time at all on that day")
                .isEqualTo(closedUntil("2026-04-05T00:00:00Z"));
        assertThat(at("2026-03-28T12:00:00Z", span(DayOfWeek.SUNDAY, 1.5, 2.5, "Europe/Berlin")))
                .isEqualTo(closedUntil("2026-03-29T00:30:00Z"));
        assertThat(at("2026-10-25T00:00:00Z", sunday)).isEqualTo(openUntil("2026-10-25T02:00:00Z"));
    }

    @Test
    void spansThatTouchAreOne() {
        assertThat(at("2026-11-28T12:00:00Z", span(DayOfWeek.FRIDAY, 18, 24, "UTC"), span(DayOfWeek.SATURDAY, 0, 24, "UTC"),
                span(DayOfWeek.SUNDAY, 0, 30, "UTC"))).isEqualTo(openUntil("2026-11-30T06:00:00Z"));
        assertThat(at("2026-11-28T03:00:00Z", span(DayOfWeek.FRIDAY, 22, 30, "UTC"), span(DayOfWeek.SATURDAY, 1, 2, "UTC")))
                .isEqualTo(openUntil("2026-11-28T06:00:00Z"));
    }

    @Test
    void whatIsAlwaysOpenNeverCloses() {
        TimeWindow[] always = Arrays.stream(DayOfWeek.values()).map(day -> span(day, 0, 24, "UTC")).toArray(TimeWindow[]::new);
        assertThat(at("2026-11-28T12:00:00Z", always)).isEqualTo(new WindowOpen("w", null));
        assertThat(Windows.due(Set.of(new WindowOpen("w", null)), Instant.EPOCH)).isNull();
    }

    @Test
    void theNextChangeIsTheEarliestOfAllAndAtOnceWhenItIsMissed() {
        Instant now = Instant.parse("2026-11-28T12:00:00Z");
        Set<Object> states = Windows.at(now, Set.of(span(DayOfWeek.SATURDAY, 11, 13, "UTC"),
                new TimeWindow("v", DayOfWeek.SATURDAY, hours(12.5), hours(14), "UTC")));
        assertThat(states.stream().map(state -> state.getClass().getSimpleName()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("WindowOpen", "WindowClosed");
        assertThat(Windows.due(states, now)).isEqualTo(Duration.ofMinutes(30));
        assertThat(Windows.due(states, now.plusSeconds(3600))).isEqualTo(Duration.ZERO);
    }
}
