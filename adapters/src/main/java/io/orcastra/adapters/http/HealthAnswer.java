package io.orcastra.adapters.http;

/** What {@code GET /healthz} answers, as JSON. */
public interface HealthAnswer {

    /** Whether the process should be left running: 200, else 503. */
    boolean good();
}
