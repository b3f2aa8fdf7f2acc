package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.HealthCheck;
import java.time.Duration;
import java.util.Optional;

/** The health check of a service's specification. What it leaves open is the engine's default; an image may say otherwise. */
final class HealthCheckReader {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int RETRIES = 3;

    private HealthCheckReader() { }

    static Optional<HealthCheck> read(String serviceId, JsonNode spec) {
        JsonNode check = Fields.at(spec, "TaskTemplate", "ContainerSpec", "Healthcheck");
        if (check.isEmpty() || check.path("Test").path(0).asText("").equals("NONE")) {
            return Optional.empty();
        }
        long interval = check.path("Interval").asLong(0);
        int retries = check.path("Retries").asInt(0);
        return Optional.of(new HealthCheck(serviceId, Duration.ofNanos(check.path("StartPeriod").asLong(0)),
                Duration.ofNanos(interval == 0 ? INTERVAL_NANOS : interval), retries == 0 ? RETRIES : retries));
    }
}
