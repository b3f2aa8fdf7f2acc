package io.orcastra.adapters.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orcastra.adapters.http.Health;
import io.orcastra.engine.cycle.LoopStatus;
import java.time.Instant;
import java.util.List;

/**
 * The answer of {@code GET /status}.
 *
 * @param since     when the process started
 * @param dryRun    it decides and reports, and writes nothing
 * @param health    as {@code GET /healthz} answers
 * @param lastCycle absent before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Status(
        String version,
        String java,
        long pid,
        Instant since,
        boolean dryRun,
        Health health,
        RulesInForce rules,
        ConfigurationInForce configuration,
        LastCycle lastCycle) {

    /**
     * @param files empty when it only observes
     * @param hash  equal hashes, equal configuration
     */
    public record ConfigurationInForce(List<String> files, String hash, Instant since) {
        public ConfigurationInForce {
            files = List.copyOf(files);
        }
    }

    /**
     * @param number   since the start of the process, from 1
     * @param underWay actions of this instance under way
     */
    public record LastCycle(
            long number, Instant at, long tookMillis, int planned, int deferred, int vetoed, int findings, int underWay) {

        /** Null before the first cycle. */
        public static LastCycle of(LoopStatus loop) {
            return loop.lastCycleAt() == null ? null : new LastCycle(loop.cycles(), loop.lastCycleAt(),
                    loop.lastCycleTook().toMillis(), loop.planned(), loop.deferred(), loop.vetoed(), loop.findings(),
                    loop.underWay());
        }
    }
}
