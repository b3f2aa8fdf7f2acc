package io.orcastra.engine.plan;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.decision.MoveService;

/**
 * One way to grant a wish.
 *
 * @param target  the node it is granted to
 * @param verdict names where each task goes
 */
record Option(Wish wish, Node target, MoveService move, Verdict verdict) {
}
