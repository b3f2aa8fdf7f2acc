package io.orcastra.engine.replay;

import java.time.Instant;
import java.util.List;

/**
 * What was compared and what differed.
 *
 * @param from        of the first moment, null when there was none
 * @param cycles      recorded ones
 * @param dropped     cycles that the recorder could not keep
 * @param actions     that were recorded as planned
 * @param restarts    expected of those
 * @param differences by the time they began
 */
public record Comparison(
        Instant from, Instant until, long cycles, long dropped, int actions, int restarts, List<Difference> differences) {
    public Comparison {
        differences = List.copyOf(differences);
    }

    /** Restarts of the candidate, on paper. */
    public int candidateRestarts() {
        return restarts + differences.stream().mapToInt(Difference::restarts).sum();
    }
}
