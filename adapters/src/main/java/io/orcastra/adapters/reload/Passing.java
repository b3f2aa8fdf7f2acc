package io.orcastra.adapters.reload;

import java.util.List;

/** What stood in the way says nothing of the rules and passes by itself: the same may be tried again. */
public sealed class Passing extends Refusal permits TrialNotRun, DaemonEnds {
    private static final long serialVersionUID = 1L;

    /** @param reason with what may help */
    Passing(String reason) {
        super(reason, List.of());
    }

    /**
     * Something could not be read or written; whoever is interrupted meanwhile is told so by a failing file as well.
     *
     * @param advice one clause that begins with "maybe"
     */
    static Passing ofDisk(Exception failure, String advice) {
        return Thread.currentThread().isInterrupted() ? new DaemonEnds() : new TrialNotRun(failure.getMessage() + "; " + advice);
    }
}
