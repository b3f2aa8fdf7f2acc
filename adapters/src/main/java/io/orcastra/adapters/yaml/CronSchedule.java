package io.orcastra.adapters.yaml;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** A cron of five fields, as crontab knows it, in a time zone. Equal texts in equal zones are equal schedules. */
public record CronSchedule(String text, ZoneId zone) {

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
        return ExecutionTime.forCron(cron(text)).nextExecution(moment.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    private static Cron cron(String text) {
        return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text).validate();
    }
}
