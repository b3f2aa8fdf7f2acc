package io.orcastra.engine.plan;

import io.orcastra.engine.placement.Shortage;
import io.orcastra.facts.cluster.Node;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A wish tried on one node.
 *
 * @param option null when it failed
 * @param words  why it failed, as the end of a sentence about the node
 * @param shortage by how much, where there is an amount
 */
record Attempt(Node node, Option option, PlannerRule rule, Supplier<String> words, Optional<Shortage> shortage) {

    static Attempt possible(Option option) {
        return new Attempt(option.target(), option, null, null, Optional.empty());
    }

    static Attempt failed(Node node, PlannerRule rule, Supplier<String> words) {
        return new Attempt(node, null, rule, words, Optional.empty());
    }

    static Attempt failed(Node node, PlannerRule rule, Supplier<String> words, Shortage shortage) {
        return new Attempt(node, null, rule, words, Optional.of(shortage));
    }
}
