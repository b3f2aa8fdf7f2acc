package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** The next moments after one that is told with its offset, told in the same way. */
    private static List<String> next(String cron, String after, int many) {
        CronSchedule schedule = CronSchedule.parse(cron, BERLIN).orElseThrow();
        List<String> moments = new ArrayList<>();
        Instant moment = ZonedDateTime.parse(after).toInstant();
        for (int i = 0; i < many; i++) {
            moment = schedule.after(moment).orElseThrow();
            moments.add(moment.atZone(BERLIN).toOffsetDateTime().toString());
        }
        return moments;
    }

    @ParameterizedTest
    @ValueSource(strings = {"30 2 * * *", "0 2 * * *", "59 2 * * *", "*/10 2 * * *", "15,45 2 29 3 *"})
    @DisplayName("A time that is skipped where summer time begins comes at the moment of the change")
    void skippedTimes(String cron) {
        assertThat(next(cron, "2026-03-29T00:00:00+01:00", 1)).containsExactly("2026-03-29T03:00+02:00");
    }

    @Test
    @DisplayName("A skipped time comes once that day, and at its own time on the days around it")
    void skippedOnce() {
        assertThat(next("30 2 * * *", "2026-03-27T12:00:00+01:00", 4)).containsExactly(
                "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00", "2026-03-31T02:30+02:00");
    }

    @Test
    @DisplayName("A time at the end of the change comes once, not twice")
    void atTheEndOfTheChange() {
        assertThat(next("30 2,3 * * *", "2026-03-28T12:00:00+01:00", 3)).containsExactly(
                "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
        assertThat(next("0 3 * * *", "2026-03-28T12:00:00+01:00", 2)).containsExactly(
                "2026-03-29T03:00+02:00", "2026-03-30T03:00+02:00");
        assertThat(next("0 2,3 * * *", "2026-03-28T12:00:00+01:00", 2)).containsExactly(
                "2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
    }

    @Test
    @DisplayName("A time that comes twice where summer time ends counts the first time")
    void twiceIsOnce() {
        assertThat(next("30 2 * * *", "2026-10-24T12:00:00+02:00", 3)).containsExactly(
                "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00", "2026-10-27T02:30+01:00");
        assertThat(next("30 2 * * *", "2026-10-25T02:15:00+01:00", 1)).containsExactly("2026-10-26T02:30+01:00");
    }

    @Test
    @DisplayName("What comes every hour goes on as the hours pass")
    void everyHour() {
        assertThat(next("30 * * * *", "2026-03-29T01:00:00+01:00", 2)).containsExactly(
                "2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00");
        assertThat(next("30 * * * *", "2026-10-25T02:00:00+02:00", 3)).containsExactly(
                "2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T03:30+01:00");
    }

    @ParameterizedTest
    @CsvSource({"30 2 * * *, 2026-06-01T02:29:59+02:00, 2026-06-01T02:30+02:00",
        "30 2 * * *, 2026-06-01T02:30:00+02:00, 2026-06-02T02:30+02:00", "0 4 1 1 *, 2026-02-01T00:00:00+01:00, 2027-01-01T04:00+01:00"})
    @DisplayName("On other days a time comes when it is due, after the moment and not at it")
    void ordinaryDays(String cron, String after, String due) {
        assertThat(next(cron, after, 1)).containsExactly(due);
    }

    @Test
    @DisplayName("A day that never comes has no next time")
    void never() {
        assertThat(CronSchedule.parse("0 0 30 2 *", BERLIN).flatMap(cron -> cron.after(Instant.parse("2026-01-01T00:00:00Z")))).isEmpty();
        assertThat(CronSchedule.parse("61 0 * * *", BERLIN)).isEmpty();
    }
}
