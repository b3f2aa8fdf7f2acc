package io.orcastra.engine.simulation;

/** What a node's exporter answers. */
public enum ExporterState {
    /** The truth. */
    HONEST,
    /** Nothing, until the scrape's deadline is over. */
    HANGING,
    /** What nobody can read: no number, not a number, a total of zero. */
    GARBAGE,
    /** The sample it answered last, over and over. */
    STALE,
    /** A number a tenth of the total too high, then as much too low, in turn. */
    LYING,
    /** Nothing: nobody ever asks it. */
    ABSENT
}
