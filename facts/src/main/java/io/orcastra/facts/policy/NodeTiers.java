package io.orcastra.facts.policy;

/**
 * Nodes come in tiers, such as small and large ones.
 *
 * @param label key of the node label that names the tier of its node
 */
public record NodeTiers(String label) {
}
