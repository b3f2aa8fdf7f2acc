package io.orcastra.adapters.prometheus.fetch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to prove who asks, and whom to believe. Holds the paths of secrets, never secrets.
 *
 * @param authority certificates (PEM) that are trusted instead of the system's; empty for the system's
 */
public record Access(Optional<Path> authority, Credentials credentials) {

    public static final Access OPEN = new Access(Optional.empty(), new Credentials.None());

    /** What goes into the request's {@code Authorization}. Files are read for each request, so a secret may change. */
    public sealed interface Credentials {

        record None() implements Credentials { }

        record Basic(String user, Path passwordFile) implements Credentials { }

        record Bearer(Path tokenFile) implements Credentials { }
    }
}
