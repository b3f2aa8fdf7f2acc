package io.orcastra.facts.decision;

/**
 * Why a relocation must not go to one node; the planner looks among the others.
 *
 * @param rule     id of the rule
 * @param proposal a wish for a {@link Relocate}
 * @param nodeId   the node that is no target for it
 * @param reason   English, one clause about the node, such as {@code it is under memory pressure itself}
 * @param holds    whether that is so whatever else would happen
 */
public record TargetVeto(String rule, Proposal proposal, String nodeId, String reason, Holds holds) {

    /** One that always holds. */
    public TargetVeto(String rule, Proposal proposal, String nodeId, String reason) {
        this(rule, proposal, nodeId, reason, Holds.ALWAYS);
    }

    /** How long a veto of a node stands. */
    public enum Holds {
        ALWAYS,
        /** Where memory runs out and no other node can take the service, this one may. */
        UNLESS_MEMORY_RUNS_OUT
    }

    /** Whether it is no reason to let the kernel kill something. */
    public boolean yields() {
        return holds == Holds.UNLESS_MEMORY_RUNS_OUT;
    }
}
