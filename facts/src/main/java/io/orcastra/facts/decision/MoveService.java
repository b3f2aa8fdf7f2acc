package io.orcastra.facts.decision;

import java.util.Set;

/**
 * Move the tasks of a service which run outside {@code home} into it, and leave nothing behind.
 *
 * @param home  ids of the nodes where tasks may stay or go, never empty
 * @param tasks how many of those outside; 0 for all of them
 */
public record MoveService(String serviceId, Set<String> home, int tasks) implements Move {

    public MoveService {
        home = Set.copyOf(home);
    }

    /** Moves all tasks that run outside home. */
    public MoveService(String serviceId, Set<String> home) {
        this(serviceId, home, 0);
    }

    @Override
    public String subject() {
        return serviceId;
    }
}
