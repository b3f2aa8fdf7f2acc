package io.orcastra.adapters.agent;

import java.util.List;

/** What an agent tells of the containers on its node that have a health check, as it goes over the wire. */
public record NodeContainers(String nodeId, List<Checked> containers) {

    public NodeContainers {
        containers = List.copyOf(containers);
    }

    /**
     * One container.
     *
     * @param service  name of the service whose task it is; empty outside of Swarm
     * @param health   {@code starting}, {@code healthy} or {@code unhealthy}
     * @param autoheal value of its label {@code orchestration.autoheal}, else of {@code autoheal}; empty without
     */
    public record Checked(String id, String name, String service, String health, String autoheal) {
    }
}
