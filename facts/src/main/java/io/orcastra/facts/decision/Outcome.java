package io.orcastra.facts.decision;

import java.time.Instant;
import java.util.List;

/**
 * How an action ended.
 *
 * @param proposal     what was carried out
 * @param result       what became of it
 * @param message      English; empty for a plain success
 * @param restarts     tasks that were replaced because of the action
 * @param refusedPulls images that could not be had on a target; nothing is sent there again for some time
 */
public record Outcome(
        Proposal proposal,
        Result result,
        String message,
        int restarts,
        Instant startedAt,
        Instant finishedAt,
        List<PullRefusal> refusedPulls) {

    public Outcome {
        refusedPulls = List.copyOf(refusedPulls);
    }

    /** An outcome in which every image was there. */
    public Outcome(
            Proposal proposal, Result result, String message, int restarts, Instant startedAt, Instant finishedAt) {
        this(proposal, result, message, restarts, startedAt, finishedAt, List.of());
    }

    public enum Result {
        /** Done and verified. */
        SUCCEEDED,
        /** Tried and undone, or not verified; starts a backoff. */
        FAILED,
        /** Found impossible before anything was written; starts a backoff. */
        REFUSED,
        /**
         * Nothing was left to do here, or others do it: another instance, or an agent that goes on alone. Starts a backoff only
         * when it happens again.
         */
        SKIPPED
    }
}
