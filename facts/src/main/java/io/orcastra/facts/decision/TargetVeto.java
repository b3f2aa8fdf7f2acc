package io.orcastra.facts.decision;

/**
 * Why a relocation must not go to one node; the planner looks among the others.
 *
 * @param rule     id of the rule
 * @param proposal a wish for a {@link Relocate}
 * @param nodeId   the node that is no target for it
 * @param reason   English, one clause about the node, such as {@code it is under memory pressure itself}
 */
public record TargetVeto(String rule, Proposal proposal, String nodeId, String reason) {
}
