package io.orcastra.adapters.docker.move;

import java.util.Set;

/**
 * When a pinned update is where it should be.
 *
 * @param pinning  the spec with and without our pin
 * @param home     ids of the nodes on which tasks may run; empty when any will do
 * @param replaced ids of the tasks that must be gone
 * @param wanted   how many tasks must run
 */
record Goal(Pinning pinning, Set<String> home, Set<String> replaced, int wanted) {

    Goal {
        home = Set.copyOf(home);
        replaced = Set.copyOf(replaced);
    }

    boolean isAtHome(TaskReading task) {
        return home.isEmpty() || home.contains(task.nodeId());
    }
}
