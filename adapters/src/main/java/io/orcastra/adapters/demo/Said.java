package io.orcastra.adapters.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What was told and still holds; what has ceased to hold is forgotten after a while, and is news when it recurs. */
final class Said {

    /** What comes and goes within this time is one thing, told once. */
    static final Duration CALM = Duration.ofMinutes(1);

    private final Map<Object, Instant> lastTrue = new HashMap<>();

    /** True for what was not told before, or is forgotten; from now on it is told. */
    boolean isNews(Object thing, Instant now) {
        return lastTrue.put(thing, now) == null;
    }

    /** Once in a cycle: keeps what holds still, and forgets what has not held for longer than {@link #CALM}. */
    void goOn(Instant now, Predicate<Object> holds) {
        lastTrue.replaceAll((thing, last) -> holds.test(thing) ? now : last);
        lastTrue.values().removeIf(last -> last.plus(CALM).isBefore(now));
    }
}
