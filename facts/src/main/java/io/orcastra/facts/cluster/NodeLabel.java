package io.orcastra.facts.cluster;

/** One label of a node ({@code Spec.Labels}); key is node and label key together. */
public record NodeLabel(String nodeId, String key, String value) {
}
