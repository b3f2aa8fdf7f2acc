package io.orcastra.adapters.containers;

import io.orcastra.engine.port.LedgerUnavailable;
import java.util.Set;

/** Where it is told which images services need, as facts. */
@FunctionalInterface
public interface NeededImages {

    /**
     * @throws io.orcastra.adapters.docker.api.DockerFailure when the engine does not tell its services
     * @throws LedgerUnavailable when the swarm does not tell what was moved
     */
    Set<Object> read() throws LedgerUnavailable;
}
