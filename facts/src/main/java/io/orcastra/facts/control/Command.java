package io.orcastra.facts.control;

/** What operators can order, by the names the original gave it. */
public enum Command {
    /** Labels are as they are to be, and no longer withdrawn. */
    RELABEL_ALL,
    /** The label of one anchor is where it is to be. */
    RELABEL_ANCHOR,
    /** Machines of the inventory are asked at once. */
    BOOTSTRAP_SWARM,
    /** Displaced dependents are moved home at once, those that were given up as well. */
    UPDATE_DEPENDENTS,
    /** Labels of anchors and of the inventory are withdrawn until all are ordered back. */
    REMOVE_ALL_LABELS,
    /** Nothing is begun on dependents until they are resumed. */
    PAUSE_DEPENDENTS,
    /** Ends the pause of dependents. */
    RESUME_DEPENDENTS,
    /** Nothing is done, and that is answered. */
    NOOP
}
