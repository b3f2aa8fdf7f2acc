package io.orcastra.facts.policy;

/**
 * A pattern of images, by any of their names that are never removed, from {@code GC_EXCLUDE_IMAGES}.
 *
 * @param regex regular expression a whole name must match, already translated from the operator's {@code *} and {@code ?}
 */
public record KeptImage(String regex) {
}
