package io.orcastra.adapters.docker.api;

/** The environment or a Docker context names no engine that can be talked to. The message ends with advice. */
public final class InvalidEndpoint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidEndpoint(String problem, String advice) {
        super(problem + "\nMaybe " + advice);
    }

    InvalidEndpoint(String problem, String advice, Throwable cause) {
        super(problem + "\nMaybe " + advice, cause);
    }
}
