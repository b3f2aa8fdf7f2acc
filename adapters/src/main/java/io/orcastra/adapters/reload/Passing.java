package io.orcastra.adapters.reload;

import java.util.List;

/** What stood in the way says nothing of the rules and passes by itself: the same may be tried again. */
public sealed class Passing extends Refusal permits TrialNotRun {
    private static final long serialVersionUID = 1L;

    /** @param reason with what may help */
    Passing(String reason) {
        super(reason, List.of());
    }
}
