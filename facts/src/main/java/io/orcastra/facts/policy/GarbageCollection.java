package io.orcastra.facts.policy;

/**
 * What counts as garbage.
 *
 * @param images     whether unused images are removed
 * @param keep       images of each repository that are kept all the same, the newest
 * @param containers whether ended containers are removed
 * @param volumes    whether anonymous volumes that nothing mounts are removed
 * @param dryRun     whether it is only said what would be removed
 */
public record GarbageCollection(boolean images, int keep, boolean containers, boolean volumes, boolean dryRun) {
}
