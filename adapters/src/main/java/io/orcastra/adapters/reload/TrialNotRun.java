package io.orcastra.adapters.reload;

import java.util.List;

/** A trial that could not be run: it says nothing of the rules, and may be run again. */
final class TrialNotRun extends Refusal {
    private static final long serialVersionUID = 1L;

    /** @param why one clause, with what may help */
    TrialNotRun(String why) {
        super("the trial of the rules could not be run: " + why, List.of());
    }
}
