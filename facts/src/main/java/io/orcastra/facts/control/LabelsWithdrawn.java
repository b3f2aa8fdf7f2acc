package io.orcastra.facts.control;

/** An operator ordered that no node bears a label of an anchor or of the inventory; holds until all are ordered back. */
public record LabelsWithdrawn() {
    /** Cause of all proposals that take a label for it. */
    public static final String CAUSE = "labels withdrawn";
}
