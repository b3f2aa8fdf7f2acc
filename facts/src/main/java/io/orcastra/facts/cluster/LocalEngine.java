package io.orcastra.facts.cluster;

/**
 * The engine this instance talks to.
 *
 * @param nodeId     its node in the swarm
 * @param apiVersion its newest API version, such as {@code 1.41}
 * @param clusterId  id of the swarm
 */
public record LocalEngine(String nodeId, String apiVersion, String clusterId) {

    /** Whether its API has job services: from 1.41 on, which is Docker 20.10. */
    public boolean hasJobs() {
        String[] version = apiVersion.split("\\.");
        return version.length == 2 && Integer.parseInt(version[0]) * 1000 + Integer.parseInt(version[1]) >= 1041;
    }
}
