package io.orcastra.adapters.docker.api;

import java.time.Duration;

/** Told of every request, from the thread that made it. */
@FunctionalInterface
public interface ApiListener {

    ApiListener NOOP = (method, path, status, duration) -> { };

    /**
     * @param path   without version and query; it holds ids, so it is no label for a metric
     * @param status HTTP status, 0 when there was no answer
     */
    void onRequest(String method, String path, int status, Duration duration);
}
