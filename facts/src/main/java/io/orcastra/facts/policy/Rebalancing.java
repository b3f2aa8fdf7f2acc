package io.orcastra.facts.policy;

import java.time.Duration;

/**
 * Present when the operator configured rebalancing; without it nothing is relocated.
 *
 * @param cooldown        a service rests so long after each move of it
 * @param nodeCooldown    a node rests so long after each move to or from it, so that its memory is measured anew first
 * @param globalCooldown  everything rests so long after any move
 * @param stableAfter     a node is used again once it has been ready and active for so long without interruption
 * @param priority        wishes of a higher number, 1 (must) to 5 (cosmetic), are shown and not carried out
 * @param gainPercent     points by which the worse off of two nodes must improve for a move to be worth a restart
 * @param managersAvoided whether managers are no targets
 */
public record Rebalancing(
        Duration cooldown,
        Duration nodeCooldown,
        Duration globalCooldown,
        Duration stableAfter,
        int priority,
        double gainPercent,
        boolean managersAvoided) {
}
