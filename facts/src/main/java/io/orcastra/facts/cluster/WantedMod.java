package io.orcastra.facts.cluster;

/**
 * A mod that a container on a node asks for, by a label or by its variable {@code DOCKER_MODS}, and that can be fetched.
 *
 * @param file   its name in the cache of the node, the key together with the node
 * @param source where it comes from, without anything secret
 * @param cached whether all of it lies in the cache
 * @param old    whether it was last found to be the newest before the refresh interval began, or before a refresh was asked for
 */
public record WantedMod(String nodeId, String file, String source, boolean cached, boolean old) {
}
