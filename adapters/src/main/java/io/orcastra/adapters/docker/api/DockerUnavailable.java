package io.orcastra.adapters.docker.api;

/**
 * No answer: the engine is away, frozen or restarting, the time limit passed, or the swarm has no leader. Whether a
 * write had its effect is unknown: read again.
 */
public final class DockerUnavailable extends DockerFailure {

    private static final long serialVersionUID = 1L;

    DockerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
