package io.orcastra.adapters.reload;

/** A trial that could not be run. */
final class TrialNotRun extends Passing {
    private static final long serialVersionUID = 1L;

    /** @param why one clause, with what may help */
    TrialNotRun(String why) {
        super("the trial of the rules could not be run: " + why);
    }
}
