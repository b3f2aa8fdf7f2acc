package io.orcastra.engine.port;

import java.time.Duration;

/**
 * How old a sample may be that is still counted with.
 *
 * @param limit the most
 */
public record Staleness(Duration limit) {

    /** What a sample is older than, in steps that double: with each second told anew, each look would be another finding. */
    public Duration overstepped(Duration age) {
        Duration least = limit;
        while (limit.compareTo(Duration.ZERO) > 0 && age.compareTo(least.multipliedBy(2)) > 0) {
            least = least.multipliedBy(2);
        }
        return least;
    }
}
