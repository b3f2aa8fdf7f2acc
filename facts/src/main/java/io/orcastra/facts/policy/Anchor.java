package io.orcastra.facts.policy;

import java.time.Duration;
import java.util.List;

/**
 * A service that others follow, from one entry of {@code dependencies}.
 *
 * @param name              name of the entry, and key of the node label it owns
 * @param service           full service name, {@code <stack>_<name>}
 * @param restartDependents whether dependents restart after the anchor failed and runs again
 * @param retryIntervals    backoff between attempts to mend this anchor; the last one repeats
 */
public record Anchor(String name, String service, boolean restartDependents, List<Duration> retryIntervals) {
    public Anchor {
        retryIntervals = List.copyOf(retryIntervals);
    }
}
