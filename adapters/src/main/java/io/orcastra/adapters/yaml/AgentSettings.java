package io.orcastra.adapters.yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How agents are asked for their containers.
 *
 * @param tokenFile file with the secret agents with {@code --chores} want; without one they are not asked
 * @param interval  between two questions to each
 * @param garbage   when they are asked what could be removed; empty for never
 * @param grace     how long something has been unused before it may be
 * @param volumes   names of those that may be removed although they have one
 * @param rotation  when logs are rotated; empty for never, and in a dry run
 * @param mods      how mods are cached
 * @param dryRun    whether an agent does nothing of what it is asked for
 */
public record AgentSettings(Optional<Path> tokenFile, Duration interval, Optional<CronSchedule> garbage, Duration grace,
        Set<String> volumes, Optional<CronSchedule> rotation, Mods mods, boolean dryRun) {

    /**
     * How mods are cached.
     *
     * @param folder  of the cache, as agents see it
     * @param refresh after which what lies there is old
     * @param longest bytes one may have
     */
    public record Mods(Path folder, Duration refresh, long longest) {
    }
}
