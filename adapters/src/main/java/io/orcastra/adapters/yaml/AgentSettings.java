package io.orcastra.adapters.yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How agents are asked for their containers.
 *
 * @param tokenFile file with the secret agents with {@code --chores} want; without one they are not asked
 * @param interval  between two questions to each
 * @param garbage   when they are asked what could be removed; empty for never
 * @param grace     how long something has been unused before it may be
 * @param rotation  when logs are rotated; empty for never
 */
public record AgentSettings(Optional<Path> tokenFile, Duration interval, Optional<CronSchedule> garbage, Duration grace,
        Optional<CronSchedule> rotation) {
}
