package io.orcastra.adapters.docker.move;

import java.util.List;
import java.util.Set;

/**
 * When a pinned update is where it should be.
 *
 * @param pinning  the spec with and without our pin
 * @param home     ids of the nodes on which tasks may run; empty when any will do
 * @param replaced ids of the tasks that must be gone, or of which so many must be as the update is held after
 * @param wanted   how many tasks must run
 */
record Goal(Pinning pinning, Set<String> home, Set<String> replaced, int wanted) {

    Goal {
        home = Set.copyOf(home);
        replaced = Set.copyOf(replaced);
    }

    /** Whether some of the tasks stay where they are. */
    boolean isPartial() {
        return pinning.tasks() > 0;
    }

    /**
     * Whether the pin may go as soon as Swarm has replaced as many as it should: where it stops the old task first, the
     * choice is made at once. Started first, both are there until the new one runs, and without the pin either may stay.
     */
    boolean isReleasedEarly() {
        return isPartial() && !pinning.pin().expressions().isEmpty() && !UpdatePolicy.startsFirst(pinning.unpinned());
    }

    /** The same with the pin off already. */
    Goal released() {
        return new Goal(new Pinning(pinning.unpinned(), new Pin(List.of()), pinning.tasks()), home, replaced, wanted);
    }

    boolean isReleased() {
        return isPartial() && pinning.pin().expressions().isEmpty();
    }

    /** How many tasks will have been replaced in the end. */
    int restarts() {
        return isPartial() ? pinning.tasks() : replaced.size();
    }

    boolean isAtHome(TaskReading task) {
        return home.isEmpty() || home.contains(task.nodeId());
    }
}
