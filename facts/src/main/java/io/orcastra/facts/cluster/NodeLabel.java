package io.orcastra.facts.cluster;

import java.util.Locale;

/** One label of a node ({@code Spec.Labels}); key is node and label key together. */
public record NodeLabel(String nodeId, String key, String value) {
    private static final String PREFIX = "node.labels.";

    /** The value as SwarmKit compares it in a constraint, without regard to case. */
    public String foldedValue() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** The {@code key} in {@code node.labels.key}, else empty; SwarmKit ignores the case of the prefix, not of the key. */
    static String keyIn(String expression) {
        return expression.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) ? expression.substring(PREFIX.length()) : "";
    }
}
