package io.orcastra.facts.decision;

import java.util.Set;

/**
 * Move the tasks of a service which run outside {@code home} into it, and leave nothing behind.
 *
 * @param home ids of the nodes where tasks may stay or go, never empty
 */
public record MoveService(String serviceId, Set<String> home) implements Action {
    public MoveService {
        home = Set.copyOf(home);
    }

    @Override
    public String subject() {
        return serviceId;
    }
}
