package io.orcastra.adapters.docker.move;

import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.PullRefusal;
import java.time.Instant;
import java.util.List;

/** How an action ended, before it is known whose proposal it was. */
record Ending(Outcome.Result result, String message, int restarts, List<PullRefusal> refusedPulls) {

    static Ending succeeded(String message, int restarts) {
        return new Ending(Outcome.Result.SUCCEEDED, message, restarts, List.of());
    }

    static Ending failed(String message, int restarts) {
        return new Ending(Outcome.Result.FAILED, message, restarts, List.of());
    }

    static Ending refused(String message) {
        return new Ending(Outcome.Result.REFUSED, message, 0, List.of());
    }

    static Ending skipped(String message) {
        return new Ending(Outcome.Result.SKIPPED, message, 0, List.of());
    }

    Outcome of(Proposal proposal, Instant startedAt, Instant finishedAt) {
        return new Outcome(proposal, result, message, restarts, startedAt, finishedAt, refusedPulls);
    }
}
