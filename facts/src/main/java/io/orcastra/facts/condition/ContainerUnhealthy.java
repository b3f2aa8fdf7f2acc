package io.orcastra.facts.condition;

/** A container that Swarm does not own has been unhealthy for the whole grace period. */
public record ContainerUnhealthy(String containerId, String nodeId) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
