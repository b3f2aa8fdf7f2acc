package io.orcastra.facts.decision;

import java.util.Set;

/**
 * Replace every task of a service, in one write with a pin so that none of them moves.
 *
 * @param nodes ids of the nodes the tasks must stay on; empty to let Swarm place them, for a service that has none
 */
public record RestartService(String serviceId, Set<String> nodes) implements Action {
    public RestartService {
        nodes = Set.copyOf(nodes);
    }

    @Override
    public String subject() {
        return serviceId;
    }
}
