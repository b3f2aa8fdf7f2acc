package io.orcastra.adapters.mods;

import java.time.Duration;
import java.util.List;

/**
 * Limits of fetching.
 *
 * @param longest  bytes a mod may have
 * @param silence  after which a connection that sends nothing is given up
 * @param whole    what one mod may take, tries included
 * @param pauses   before the second try and those after it; their number is that of the further tries
 */
public record ModSettings(long longest, Duration silence, Duration whole, List<Duration> pauses) {

    public ModSettings {
        pauses = List.copyOf(pauses);
    }

    /** Three tries, as the original has it. */
    public static ModSettings upTo(long longest) {
        return new ModSettings(longest, Duration.ofSeconds(30), Duration.ofHours(1),
                List.of(Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }
}
