package io.orcastra.facts.policy;

/**
 * A pattern of names of containers that are never restarted, from {@code AUTOHEAL_EXCLUDE}.
 *
 * @param regex regular expression a whole name must match, already translated from the operator's {@code *} and {@code ?}
 */
public record UnhealedContainer(String regex) {
}
