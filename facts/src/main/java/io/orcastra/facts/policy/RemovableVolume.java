package io.orcastra.facts.policy;

/**
 * A volume that may be removed although it has a name, from {@code GC_INCLUDE_VOLUMES}.
 *
 * @param name its whole name; never a pattern
 */
public record RemovableVolume(String name) {
}
