package io.orcastra.facts.cluster;

/**
 * An image an engine stores, as its agent tells it when garbage is looked for.
 *
 * @param imageId {@code sha256:...}, the key together with the node
 * @param bytes   what only this image takes, shared layers left out
 * @param newer   images of the same repository there that are newer; of several repositories the fewest. Of an image
 *                without a name the most there can be
 * @param used    whether any container is made from it, running or not
 * @param old     whether it has been there for longer than the grace period
 */
public record StoredImage(String nodeId, String imageId, long bytes, int newer, boolean used, boolean old) {
}
