package io.orcastra.facts.policy;

/**
 * A pattern of label keys that are never pruned, from {@code options.protected_labels}.
 *
 * @param regex regular expression a whole key must match, already translated from the operator's {@code *} and {@code ?}
 */
public record ProtectedLabel(String regex) {
}
