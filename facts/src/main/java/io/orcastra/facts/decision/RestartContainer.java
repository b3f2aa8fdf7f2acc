package io.orcastra.facts.decision;

/** Restart a container that Swarm does not own, where it is. Asked of the agent on its node. */
public record RestartContainer(String nodeId, String containerId) implements Action {
    @Override
    public String subject() {
        return containerId;
    }
}
