package io.orcastra.facts.cluster;

/**
 * A running container that has a health check, as the agent on its node tells it. Of the containers of tasks only those
 * that are unhealthy are told.
 *
 * @param id       the engine's id, the key
 * @param service  name of the service whose task it is; empty for a container Swarm does not own
 * @param autoheal value of its label {@code orchestration.autoheal}, else of {@code autoheal}; empty without
 */
public record Container(String id, String nodeId, String name, String service, ContainerHealth health, String autoheal) {
}
