package io.orcastra.adapters.reload;

import io.orcastra.adapters.yaml.Configuration;
import java.util.Optional;

/** The configuration of the daemon, as edited rules meet it: they and an edit of it may name each other. */
public interface Configurations {

    Configuration inForce();

    /** What lies on disk now; empty when it is no good in itself. */
    Optional<Configuration> onDisk();

    /** Puts one in force at once. */
    void take(Configuration next);

    /**
     * Told when edited rules are in force: what was refused because of the former ones may be good now, and what the
     * configuration says may have no effect any more.
     */
    void rulesTookOver();
}
