package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.move.MoveStep;
import io.orcastra.adapters.docker.move.StepListener;
import java.util.Arrays;

/**
 * Ends the process as SIGKILL would, right after one step of a move: how tests show that whatever interrupts a move,
 * no pin is left. Switched on by the system property {@code orcastra.seam.kill} with the name of the step.
 */
record KillSeam(MoveStep deadly) implements StepListener {

    static final String PROPERTY = "orcastra.seam.kill";
    /** Exit code of a process that was ended by SIGKILL. */
    private static final int KILLED = 137;

    /** @param step name of a step; null or empty for none */
    static StepListener of(String step) {
        if (step == null || step.isEmpty()) {
            return StepListener.NOOP;
        }
        try {
            return new KillSeam(MoveStep.valueOf(step));
        } catch (IllegalArgumentException e) {
            throw new UserError(PROPERTY + ": there is no step '" + step + "'\nMaybe one of "
                    + Arrays.toString(MoveStep.values()) + " is meant.", e);
        }
    }

    @Override
    public void onCompleted(MoveStep step, String serviceId) {
        if (step == deadly) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
