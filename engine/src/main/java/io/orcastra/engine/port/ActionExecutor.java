package io.orcastra.engine.port;

import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Carries out actions on the swarm, outside the rule session. Thread-safe: several actions on different subjects may
 * run at once. Every method has a deadline that holds and answers failures as an {@link Outcome}, never by throwing.
 */
public interface ActionExecutor {

    /**
     * Carries out one action to its verified end: records its intent in the ledger first, acts, verifies, and leaves
     * nothing behind, whatever interrupts it.
     *
     * @param targets by id of each task that is to be replaced, the id of the node expected for its successor; a move
     *                that has come to take further tasks is skipped. Empty where nobody chose
     */
    Outcome execute(Proposal proposal, Map<String, String> targets);

    /**
     * Finishes or undoes what an earlier process, or another instance, left under way. Called for each open intent
     * after this instance took the lease, before any new action.
     */
    Outcome recover(Intent intent);

    /**
     * From now on, of these services a second copy must not start while the first may run on a node that was lost: where the
     * target of an action on one of them is lost, its pin and its intent stay, and {@link #recover} is called when the end of
     * what ran there is known.
     */
    void fence(Set<String> serviceIds);

    /** From now on, how long a start may take of the services of which anything is known; all of them each time. */
    void allow(Set<StartPatience> starts);

    /** No new steps; actions under way are finished or undone until {@code grace} is over. */
    void stop(Duration grace);
}
