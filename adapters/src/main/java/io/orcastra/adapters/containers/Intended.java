package io.orcastra.adapters.containers;

import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What agents are asked for, under an intent as every action. It leaves nothing behind that would have to be undone. */
public final class Intended {

    private static final Logger LOG = LoggerFactory.getLogger(Intended.class);

    private final IntentLog intents;
    private final String holder;
    private final Clock clock;

    /** @param holder name of this instance, as in the lease */
    public Intended(IntentLog intents, String holder, Clock clock) {
        this.intents = intents;
        this.holder = holder;
        this.clock = clock;
    }

    /** How it ended, and a clause that is empty when there is nothing to say. */
    record Ending(Result result, String message) {
    }

    @FunctionalInterface
    interface Performance {
        Ending end() throws FetchFailed;
    }

    Outcome carriedOut(Proposal proposal, Performance performance) {
        Instant startedAt = clock.instant();
        Intent intent = new Intent(UUID.randomUUID().toString(), proposal.subject(), proposal.action().getClass().getSimpleName(),
                proposal.rule(), proposal.cause(), List.of(), "", holder, startedAt);
        try {
            if (!intents.begin(intent)) {
                return outcome(proposal, new Ending(Result.SKIPPED,
                        "this instance does not hold the lease, or an action on it is under way"), startedAt);
            }
        } catch (LedgerUnavailable unavailable) {
            return outcome(proposal, new Ending(Result.FAILED, unavailable.getMessage()), startedAt);
        }
        try {
            return outcome(proposal, performance.end(), startedAt);
        } catch (FetchFailed failure) {
            return outcome(proposal, new Ending(Result.FAILED, "its agent " + failure.getMessage()), startedAt);
        } finally {
            end(intent);
        }
    }

    /** @param action as far as the intent tells it */
    Outcome forgotten(Intent intent, Action action) {
        boolean ended = end(intent);
        return outcome(new Proposal(intent.rule(), action, intent.cause(), "it was interrupted"),
                ended ? new Ending(Result.SKIPPED, "an interrupted action was forgotten; it left nothing behind")
                        : new Ending(Result.FAILED, "the ledger does not answer"), clock.instant());
    }

    Outcome refused(Proposal proposal, String why) {
        return outcome(proposal, new Ending(Result.REFUSED, why), clock.instant());
    }

    private boolean end(Intent intent) {
        try {
            intents.end(intent.id());
            return true;
        } catch (LedgerUnavailable unavailable) {
            LOG.warn("The intent of {} stays until an instance holds the lease again: {}", intent.action(), unavailable.getMessage());
            return false;
        }
    }

    private Outcome outcome(Proposal proposal, Ending ending, Instant startedAt) {
        return new Outcome(proposal, ending.result(), ending.message(), 0, startedAt, clock.instant());
    }
}
