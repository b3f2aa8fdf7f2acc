package io.orcastra.facts.policy;

/** What is done before a single writer is started elsewhere while its former node is down. */
public enum FencingMode {
    /** Nothing: that node is taken for dead. */
    OFF,
    /** Nothing of Orcastra's starts it until the node is back, or known to have no power. */
    WAIT,
    /** The same, and what still runs there is stopped over SSH where the machine answers. */
    SSH
}
