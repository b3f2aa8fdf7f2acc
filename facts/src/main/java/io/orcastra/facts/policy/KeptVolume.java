package io.orcastra.facts.policy;

/**
 * A pattern of volumes that are never removed, from {@code GC_EXCLUDE_VOLUMES}.
 *
 * @param regex regular expression a whole name must match, already translated from the operator's {@code *} and {@code ?}
 */
public record KeptVolume(String regex) {
}
