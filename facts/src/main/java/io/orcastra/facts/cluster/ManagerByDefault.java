package io.orcastra.facts.cluster;

/** The swarm was made by Orcastra with this node meant for a manager; a written role wins. */
public record ManagerByDefault(String hostname) {
}
