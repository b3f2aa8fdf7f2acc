package io.orcastra.adapters.docker.api;

/** Somebody else wrote the object first; nothing was written. Read again and decide again. */
public final class VersionConflict extends DockerFailure {

    private static final long serialVersionUID = 1L;

    VersionConflict(String message) {
        super(message, null);
    }
}
