package io.orcastra.facts.policy;

/**
 * A pattern of containers that are never removed, from {@code GC_EXCLUDE_CONTAINERS}.
 *
 * @param regex regular expression a whole name must match, already translated from the operator's {@code *} and {@code ?}
 */
public record KeptContainer(String regex) {
}
