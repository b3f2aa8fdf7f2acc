package io.orcastra.facts.cluster;

/**
 * A volume of the local driver that no container mounts.
 *
 * @param name      the key together with the node
 * @param anonymous whether nobody gave it a name, so that nobody can mount it again
 * @param old       whether it was made longer ago than the grace period
 */
public record UnusedVolume(String nodeId, String name, long bytes, boolean anonymous, boolean old) {
}
