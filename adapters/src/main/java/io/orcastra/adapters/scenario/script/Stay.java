package io.orcastra.adapters.scenario.script;

import java.time.Duration;

/**
 * How long something was seen, in virtual time from the begin.
 *
 * @param to the first moment without it; equal to {@code from} for an action, which only begins
 */
public record Stay(Sighting sighting, Duration from, Duration to) {

    /** Whether it was there at some time of a span, both ends counted. */
    boolean within(Duration begin, Duration end) {
        boolean moment = from.equals(to);
        return from.compareTo(end) <= 0 && (moment ? from.compareTo(begin) >= 0 : to.compareTo(begin) > 0);
    }
}
