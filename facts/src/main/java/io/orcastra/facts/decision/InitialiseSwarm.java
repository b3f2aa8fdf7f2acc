package io.orcastra.facts.decision;

import java.util.Set;

/**
 * Make a swarm where there is none.
 *
 * @param address  that its other nodes reach this machine at
 * @param managers hostnames of those meant for managers, which the swarm itself remembers
 */
public record InitialiseSwarm(String hostname, String address, Set<String> managers) implements MachineAction {
    public InitialiseSwarm {
        managers = Set.copyOf(managers);
    }
}
