package io.orcastra.adapters.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Since when something has been stored unused, in seconds since 1970, of what the engine tells when it is asked for one thing. */
final class Ages {

    /** Never old enough to be removed. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private Ages() {
    }

    /** @param seen when it was first seen here */
    static long image(JsonNode image, long seen) {
        return Math.max(Math.max(seconds(image.path("Created")), seconds(image.path("Metadata").path("LastTagTime"))), seen);
    }

    static long ended(JsonNode container) {
        return Math.max(seconds(container.path("Created")), seconds(container.path("State").path("FinishedAt")));
    }

    static long volume(JsonNode volume) {
        long created = seconds(volume.path("CreatedAt"));
        return created == 0 ? UNKNOWN : created;
    }

    /** 0, which is long ago, for no moment at all; the engine writes the year 1 where there is none. */
    private static long seconds(JsonNode moment) {
        String text = moment.asText();
        try {
            return text.isEmpty() ? 0 : Math.max(0, Instant.parse(text).getEpochSecond());
        } catch (DateTimeParseException otherZone) {
            return OffsetDateTime.parse(text).toEpochSecond();
        }
    }
}
