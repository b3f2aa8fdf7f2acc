package io.orcastra.adapters.metrics;

import io.orcastra.adapters.docker.api.ApiListener;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;

/** Counts requests to the engine. */
public final class DockerMetrics implements ApiListener {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Counter requests;
    private final Histogram durations;

    public DockerMetrics(Metrics metrics) {
        requests = Counter.build("orcastra_docker_requests_total",
                        "Requests to the engine by method and class of status; 'none' when there was no answer.")
                .labelNames("method", "status").register(metrics.registry());
        durations = Histogram.build("orcastra_docker_request_duration_seconds", "Time to the whole answer of the engine.")
                .labelNames("method").buckets(0.001, 0.01, 0.1, 1, 5, 25).register(metrics.registry());
    }

    @Override
    public void onRequest(String method, String path, int status, Duration duration) {
        requests.labels(method, status == 0 ? "none" : status / 100 + "xx").inc();
        durations.labels(method).observe(duration.toNanos() / NANOS_PER_SECOND);
    }
}
