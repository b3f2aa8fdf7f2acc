package io.orcastra.facts.decision;

import java.time.Instant;

/**
 * How an action ended.
 *
 * @param proposal what was carried out
 * @param result   what became of it
 * @param message  English; empty for a plain success
 * @param restarts tasks that were replaced because of the action
 */
public record Outcome(
        Proposal proposal, Result result, String message, int restarts, Instant startedAt, Instant finishedAt) {

    public enum Result {
        /** Done and verified. */
        SUCCEEDED,
        /** Tried and undone, or not verified; starts a backoff. */
        FAILED,
        /** Found impossible before anything was written; starts a backoff. */
        REFUSED,
        /** Nothing was left to do, or another instance does it; starts nothing. */
        SKIPPED
    }
}
