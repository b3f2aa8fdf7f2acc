package io.orcastra.facts.cluster;

/**
 * A mod that a container on a node asks for and that did not come when it was last tried, or cannot.
 *
 * @param source where it was to come from, without anything secret; the key together with the node
 * @param reason English, a clause whose subject is the mod
 */
public record FailedMod(String nodeId, String source, String reason) {
}
