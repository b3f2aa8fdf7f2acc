package io.orcastra.adapters.mods;

import java.util.Optional;

/** What fetching has to know of the machine it is for. */
public interface ModHost {

    /** As images name it, such as {@code amd64}. */
    String architecture();

    /** Whether that registry is spoken to without TLS, as the engine there does. */
    boolean isPlain(String registry);

    /** What that registry knows this machine by, read anew each time; empty for anybody. */
    Optional<RegistryLogin> login(String registry);
}
