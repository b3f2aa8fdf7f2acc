package io.orcastra.adapters.docker.api;

/** The object does not exist (any more). */
public final class NotFound extends DockerFailure {

    private static final long serialVersionUID = 1L;

    NotFound(String message) {
        super(message, null);
    }
}
