package io.orcastra.adapters.docker.api;

/** A request to the engine that did not succeed. Messages carry method, path and what was answered, never a body sent. */
public abstract sealed class DockerFailure extends RuntimeException
        permits DockerUnavailable, VersionConflict, NotFound, NotASwarmManager, DockerRefused {

    private static final long serialVersionUID = 1L;

    DockerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
