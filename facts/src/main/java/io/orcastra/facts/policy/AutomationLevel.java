package io.orcastra.facts.policy;

/** How far a wish goes by itself, the most careful first. */
public enum AutomationLevel {
    /** It is shown and never carried out. */
    REPORT,
    /** It waits until somebody approves of it. */
    ASK,
    /** It is carried out. */
    AUTOMATIC
}
