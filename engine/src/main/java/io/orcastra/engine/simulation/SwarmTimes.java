package io.orcastra.engine.simulation;

import java.time.Duration;

/**
 * How long a swarm takes for what it does.
 *
 * @param heartbeat   mean pause between two heartbeats of a node; each lasts up to a tenth more or less, and three are
 *                    missed before a node is down (SwarmKit {@code dispatcher.go}: 5 s)
 * @param rejoin      from the return of a node until it is ready (3.1 s measured)
 * @param cleanUp     from the return of a node until it stops what it should not run any more (7.1 s measured)
 * @param orphans     from a node's being down until its tasks are given up ({@code dispatcher.go}: 24 h)
 * @param blind       after the death of a leader no manager answers for this long (12 s measured)
 * @param unknownMost after it answers again, all nodes are unknown for at most this long (6.7 s measured)
 * @param assign      from the creation of a task until its node has it (0.2 s)
 * @param scrape      between two rounds of memory samples (15 s)
 * @param sampleAge   a memory sample older than this is unknown (60 s)
 */
public record SwarmTimes(
        Duration heartbeat,
        Duration rejoin,
        Duration cleanUp,
        Duration orphans,
        Duration blind,
        Duration unknownMost,
        Duration assign,
        Duration scrape,
        Duration sampleAge) {
    public static final SwarmTimes DEFAULT = new SwarmTimes(
            Duration.ofSeconds(5), Duration.ofMillis(3100), Duration.ofMillis(7100), Duration.ofHours(24),
            Duration.ofSeconds(12), Duration.ofMillis(6700), Duration.ofMillis(200), Duration.ofSeconds(15),
            Duration.ofSeconds(60));
}
