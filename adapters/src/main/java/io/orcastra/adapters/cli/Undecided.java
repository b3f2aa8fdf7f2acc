package io.orcastra.adapters.cli;

import io.orcastra.engine.cycle.LoopStatus;
import java.time.Duration;

/**
 * Why the one decision of {@code RUN_ONCE} was not made.
 *
 * @param after   how long it took to end without one
 * @param stopped whether somebody asked for the end; otherwise patience was at its end
 * @param status  of the loop at its end
 */
record Undecided(Duration after, boolean stopped, LoopStatus status, boolean dryRun) {
    private static final String ADVICE = "Maybe ";

    /** What happened, what was waited for, and what to look at. */
    String text() {
        String what = stopped ? "Stopped after " + after.toSeconds() + " s, before a decision: "
                : "No decision within " + after.toSeconds() + " s: ";
        String reason = waitedFor();
        return what + (reason.contains(ADVICE) ? reason : reason + ".\n" + ADVICE + "the lines above say more.");
    }

    private String waitedFor() {
        if (status.cycles() == 0) {
            return "no look at the swarm had ended";
        }
        if (!status.unsettled().isEmpty()) {
            return String.join("; ", status.unsettled());
        }
        if (dryRun || status.leaseHeld()) {
            return "the last cycle failed";
        }
        return status.leaseHolder().isEmpty() ? "nobody held the lease yet"
                : "another instance, " + status.leaseHolder() + ", held the lease";
    }
}
