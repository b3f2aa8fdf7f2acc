package io.orcastra.engine.replay;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was compared and what differed.
 *
 * @param from        of the first moment, null when there was none
 * @param cycles      recorded ones
 * @param agreed      cycles in which every verdict was the same
 * @param dropped     cycles that could not be kept, and so not be compared
 * @param actions     that were recorded as planned
 * @param restarts    expected of those
 * @param differences by the time they began; the newest where not all are kept
 * @param began       how many differences there were of each kind
 * @param forgotten   differences that are not kept any more
 */
public record Comparison(
        Instant from, Instant until, long cycles, long agreed, long dropped, int actions, int restarts,
        List<Difference> differences, Map<Difference.Kind, Long> began, long forgotten) {
    public Comparison {
        differences = List.copyOf(differences);
        began = Map.copyOf(began);
    }

    /** Restarts of the candidate, on paper, as far as differences are kept. */
    public int candidateRestarts() {
        return restarts + differences.stream().mapToInt(Difference::restarts).sum();
    }
}
