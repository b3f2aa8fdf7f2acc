package io.orcastra.adapters.docker.api;

/** The engine is no manager of a swarm and cannot answer for one. */
public final class NotASwarmManager extends DockerFailure {

    private static final long serialVersionUID = 1L;

    NotASwarmManager(String message) {
        super(message + "\nMaybe run on a manager node; docker node ls on a manager shows which are.", null);
    }
}
