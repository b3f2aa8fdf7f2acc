package io.orcastra.engine.plan;

import io.orcastra.facts.cluster.Node;
import java.util.function.Supplier;

/**
 * A wish tried on one node.
 *
 * @param option null when it failed
 * @param words  why it failed, as the end of a sentence about the node
 */
record Attempt(Node node, Option option, PlannerRule rule, Supplier<String> words) {

    static Attempt possible(Option option) {
        return new Attempt(option.target(), option, null, null);
    }

    static Attempt failed(Node node, PlannerRule rule, Supplier<String> words) {
        return new Attempt(node, null, rule, words);
    }
}
