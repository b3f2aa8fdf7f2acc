package io.orcastra.facts.policy;

/** The operator lets Orcastra mend this node: restart its engine, and have it leave what it cannot take part in. */
public record HealedNode(String hostname) {
}
