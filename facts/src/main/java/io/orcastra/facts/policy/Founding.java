package io.orcastra.facts.policy;

import java.util.Set;

/**
 * How a swarm is made where there is none.
 *
 * @param leader   hostname of the machine that becomes its first manager
 * @param address  that the others reach the leader at
 * @param managers hostnames of those that shall be managers, the leader included: as written, else an odd number
 */
public record Founding(String leader, String address, Set<String> managers) {
    public Founding {
        managers = Set.copyOf(managers);
    }
}
