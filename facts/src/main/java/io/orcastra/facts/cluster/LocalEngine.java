package io.orcastra.facts.cluster;

/**
 * The engine this instance talks to.
 *
 * @param nodeId     its node in the swarm
 * @param apiVersion its newest API version, such as {@code 1.41}
 * @param clusterId  id of the swarm
 */
public record LocalEngine(String nodeId, String apiVersion, String clusterId) {
}
