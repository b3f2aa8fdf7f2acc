package io.orcastra.adapters.docker.move;

/**
 * The steps of an action on a service, in order. After each of them the process may die: what is recorded by then is
 * enough to finish or undo it.
 *
 * <pre>
 * INTENT - PREVIOUS_STORED - [PULL_STARTED] - IMAGE - PINNED - CONVERGED - UNPINNED - FORGOTTEN
 * </pre>
 */
public enum MoveStep {
    /** The ledger says what is about to be done, with the constraints that will be put on. */
    INTENT,
    /** The ledger holds the service's own spec and its own previous one. */
    PREVIOUS_STORED,
    /** A job that pulls the image exists; its name was in the ledger before. Left out when the image is there. */
    PULL_STARTED,
    /** Every target has the image and no pull job is left. Where one was needed the action ends here, to be decided anew. */
    IMAGE,
    /** One write has put the pin on. */
    PINNED,
    /** Every task runs where it should, and the update has been watched to its end. */
    CONVERGED,
    /** The spec is what it was. */
    UNPINNED,
    /** The ledger no longer names the action. */
    FORGOTTEN
}
