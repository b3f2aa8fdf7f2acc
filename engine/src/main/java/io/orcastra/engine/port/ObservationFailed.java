package io.orcastra.engine.port;

/** A source could not be observed completely; what was known of it before stays known, and is stale. */
public final class ObservationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public ObservationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
