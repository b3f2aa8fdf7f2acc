package io.orcastra.facts.control;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Moves of a service for one cause that restarted tasks and failed, since one succeeded. Unlike {@link Attempts} it outlasts
 * that the service runs well again, which it does wherever it came back to, and a new start of Orcastra. It ends once a move for
 * the cause has succeeded, or after a week; of many the newest are kept. It counts from 0 again when there is something that was
 * not there yet as it failed: a node that takes tasks, once it is stable where rebalancing is configured, or one with other
 * labels or resources, but for labels of anchors, or another configuration; and when the instance that acts takes other rules up
 * while it runs.
 *
 * @param count    since something was new
 * @param targetId id of the node the last one went to; empty when it is not known, or was to several
 * @param nodeIds  ids of all nodes they went to; of a move to several all, for which of them is to blame nobody knows
 * @param error    what became of the last one; English, one clause, 300 characters at most
 * @param tried    digests of all there was as they failed; tells nothing but whether something is new
 */
public record MoveFailures(
        String serviceId, String cause, int count, String targetId, Set<String> nodeIds, String error,
        Set<String> tried) {
    public MoveFailures {
        nodeIds = Collections.unmodifiableSet(new TreeSet<>(nodeIds));
        tried = Collections.unmodifiableSet(new TreeSet<>(tried));
    }
}
