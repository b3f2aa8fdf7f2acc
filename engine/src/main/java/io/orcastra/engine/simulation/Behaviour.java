package io.orcastra.engine.simulation;

import java.time.Duration;
import java.util.Set;

/**
 * How the tasks of one service behave.
 *
 * @param memory      of each task
 * @param limitBytes  a task above it is killed by the kernel; 0 for no limit
 * @param start       from the container's start until it runs, and is healthy where there is a check
 * @param stop        from SIGTERM until it ends; the stop grace period cuts it short
 * @param livesFor    it ends with an error after this long; zero when it runs on
 * @param pull        time a node needs for the image when it has it not
 * @param imageAt     ids of the nodes that have the image from the beginning; null when all have
 * @param pullRefused ids of nodes where the image cannot be had
 * @param failsOn     ids of nodes where the container ends with an error as it starts
 */
public record Behaviour(
        MemoryProfile memory,
        long limitBytes,
        Duration start,
        Duration stop,
        Duration livesFor,
        Duration pull,
        Set<String> imageAt,
        Set<String> pullRefused,
        Set<String> failsOn) {
    /** 64 MiB, starts in 1.5 s, stops in half a second, its image is everywhere. */
    public static final Behaviour DEFAULT = new Behaviour(
            MemoryProfile.steady(64L << 20), 0, Duration.ofMillis(1500), Duration.ofMillis(500), Duration.ZERO,
            Duration.ofSeconds(5), null, Set.of(), Set.of());

    public Behaviour {
        imageAt = imageAt == null ? null : Set.copyOf(imageAt);
        pullRefused = Set.copyOf(pullRefused);
        failsOn = Set.copyOf(failsOn);
    }

    public Behaviour memory(MemoryProfile other) {
        return new Behaviour(other, limitBytes, start, stop, livesFor, pull, imageAt, pullRefused, failsOn);
    }

    public Behaviour limit(long bytes) {
        return new Behaviour(memory, bytes, start, stop, livesFor, pull, imageAt, pullRefused, failsOn);
    }

    public Behaviour starting(Duration start, Duration stop) {
        return new Behaviour(memory, limitBytes, start, stop, livesFor, pull, imageAt, pullRefused, failsOn);
    }

    public Behaviour livingFor(Duration life) {
        return new Behaviour(memory, limitBytes, start, stop, life, pull, imageAt, pullRefused, failsOn);
    }

    public Behaviour images(Set<String> nodeIds, Duration pull) {
        return new Behaviour(memory, limitBytes, start, stop, livesFor, pull, nodeIds, pullRefused, failsOn);
    }

    public Behaviour refusingPullOn(Set<String> nodeIds) {
        return new Behaviour(memory, limitBytes, start, stop, livesFor, pull, imageAt, nodeIds, failsOn);
    }

    public Behaviour failingOn(Set<String> nodeIds) {
        return new Behaviour(memory, limitBytes, start, stop, livesFor, pull, imageAt, pullRefused, nodeIds);
    }
}
