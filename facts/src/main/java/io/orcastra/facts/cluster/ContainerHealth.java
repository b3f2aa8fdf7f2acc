package io.orcastra.facts.cluster;

/** What a container's own health check says. */
public enum ContainerHealth {
    /** Within its start period, or not checked yet. */
    STARTING,
    HEALTHY,
    UNHEALTHY
}
