package io.orcastra.adapters.yaml;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * A cron of five fields, as crontab knows it, in a time zone. Equal texts in equal zones are equal schedules. Where clocks
 * are changed, a time that hours are given for comes once on that day: when it is skipped, at the moment of the change, and
 * when it comes twice, the first time. What comes every hour goes on as the hours pass.
 */
public record CronSchedule(String text, ZoneId zone) {
    private static final int HOURS = 1;

    /** Empty when it is no cron of five fields. */
    static Optional<CronSchedule> parse(String text, ZoneId zone) {
        try {
            cron(text);
            return Optional.of(new CronSchedule(text, zone));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The first moment after that one; empty when there is none, as on February 30. */
    public Optional<Instant> after(Instant moment) {
        ExecutionTime times = ExecutionTime.forCron(cron(text));
        Optional<ZonedDateTime> next = times.nextExecution(moment.atZone(zone));
        if (everyHour()) {
            return next.map(ZonedDateTime::toInstant);
        }
        while (next.filter(CronSchedule::cameBefore).isPresent()) {
            next = times.nextExecution(next.get());
        }
        Optional<Instant> found = next.map(ZonedDateTime::toInstant);
        return skipped(times, moment).filter(change -> found.isEmpty() || change.isBefore(found.get())).or(() -> found);
    }

    /** The change of clocks that skips the next time there would be. */
    private Optional<Instant> skipped(ExecutionTime times, Instant moment) {
        LocalDateTime from = LocalDateTime.ofInstant(moment, zone);
        return times.nextExecution(from.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime)
                .map(zone.getRules()::getTransition).filter(ZoneOffsetTransition::isGap).map(ZoneOffsetTransition::getInstant)
                .filter(moment::isBefore);
    }

    private boolean everyHour() {
        return text.strip().split("\\s+")[HOURS].startsWith("*");
    }

    private static boolean cameBefore(ZonedDateTime time) {
        return !time.equals(time.withEarlierOffsetAtOverlap());
    }

    private static Cron cron(String text) {
        return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text).validate();
    }
}
