package io.orcastra.facts.cluster;

/** What a machine of the inventory said of itself when it was last asked over SSH. */
public enum MachineState {
    /** It does not answer. */
    UNREACHABLE,
    /** What answers has another host key than the one known, or none is known: nothing is sent there. */
    UNTRUSTED,
    /** It answers and does not let us in, or not run what asks its engine. */
    LOGIN_REFUSED,
    /** It lets us in, and its engine does not answer: it is down, or frozen. */
    ENGINE_SILENT,
    /** Its engine is in no swarm. */
    OUT_OF_SWARM,
    /** Its engine takes part in the swarm {@link Machine#clusterId}, as a manager, or in one only its managers know. */
    IN_SWARM,
    /** Its engine belongs to a swarm and cannot take part: pending, locked, or in error. */
    SWARM_BROKEN
}
