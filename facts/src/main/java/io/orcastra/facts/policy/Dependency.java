package io.orcastra.facts.policy;

import java.time.Duration;
import java.util.List;

/**
 * A dependent service follows its anchor.
 *
 * @param anchor            full service name of the anchor
 * @param dependent         full service name of the dependent
 * @param restartDependents see {@link Anchor}
 * @param retryIntervals    backoff between attempts to mend this dependent; the last one repeats
 * @param giveUpAfter       continuous mismatch after which the dependent is given up: the larger of
 *                          {@code MAX_MISMATCH_DURATION} and the sum of the intervals
 */
public record Dependency(
        String anchor, String dependent, boolean restartDependents, List<Duration> retryIntervals, Duration giveUpAfter) {
    public Dependency {
        retryIntervals = List.copyOf(retryIntervals);
    }
}
