package io.orcastra.facts.control;

/** An operator ordered that no node bears a label of an anchor or of the inventory; holds until all are ordered back. */
public record LabelsWithdrawn() {
    /** Beginning of the cause of each proposal that takes a label for it; the label follows, so that none waits for another. */
    public static final String CAUSE = "withdrawn ";
}
