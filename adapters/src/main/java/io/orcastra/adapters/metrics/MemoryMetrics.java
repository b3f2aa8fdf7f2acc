package io.orcastra.adapters.metrics;

import io.orcastra.adapters.prometheus.observe.MemoryListener;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How measuring memory goes, as metrics. */
public final class MemoryMetrics implements MemoryListener {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Counter scrapes;
    private final Histogram durations;
    private final Gauge ages;
    private final Gauge unknown;
    private Set<String> shown = Set.of();

    public MemoryMetrics(Metrics metrics) {
        scrapes = Counter.build("orcastra_memory_scrapes_total", "Requests for memory, by source and result.")
                .labelNames("source", "result").register(metrics.registry());
        durations = Histogram.build("orcastra_memory_scrape_duration_seconds", "Time to the whole answer, or to giving up.")
                .labelNames("source").buckets(0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10).register(metrics.registry());
        ages = Gauge.build("orcastra_memory_sample_age_seconds", "Age of the sample in use at the last look, by hostname.")
                .labelNames("node").register(metrics.registry());
        unknown = Gauge.build("orcastra_memory_unknown_nodes", "Nodes whose memory was not known at the last look.")
                .register(metrics.registry());
    }

    @Override
    public void asked(String kind, boolean good, Duration took) {
        scrapes.labels(kind, good ? "good" : "failed").inc();
        durations.labels(kind).observe(took.toNanos() / NANOS_PER_SECOND);
    }

    /** A node whose sample is gone has no age: its series goes, and the count of unknown nodes says so. */
    @Override
    public synchronized void joined(Map<String, Duration> now, int unknownNodes) {
        Set<String> gone = new HashSet<>(shown);
        gone.removeAll(now.keySet());
        gone.forEach(ages::remove);
        now.forEach((node, age) -> ages.labels(node).set(age.toNanos() / NANOS_PER_SECOND));
        shown = Set.copyOf(now.keySet());
        unknown.set(unknownNodes);
    }
}
