package io.orcastra.adapters.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The registry and what is no engine's business: build information, configuration reloads, process and JVM. */
public final class Metrics {

    /** Media type of {@link #exposition()}. */
    public static final String CONTENT_TYPE = TextFormat.CONTENT_TYPE_004;

    private final CollectorRegistry registry = new CollectorRegistry();
    private final Counter reloadFailures = Counter
            .build("orcastra_configuration_reload_failures_total", "Edits of the configuration that were refused.")
            .register(registry);

    private final Gauge dryRun = Gauge.build("orcastra_dry_run", "1 where nothing is written, and so no lease is taken.")
            .register(registry);

    /** @param version of this program */
    public Metrics(String version) {
        Gauge.build("orcastra_build_info", "Always 1; the labels say what is running.")
                .labelNames("version", "java").register(registry)
                .labels(version, Runtime.version().toString()).set(1);
        DefaultExports.register(registry);
    }

    /** Where metrics are registered. */
    public CollectorRegistry registry() {
        return registry;
    }

    /** An edit of the configuration was refused and the last good one stays in force. */
    public void configurationRefused() {
        reloadFailures.inc();
    }

    /** What the configuration in force says. */
    public void dryRun(boolean dry) {
        dryRun.set(dry ? 1 : 0);
    }

    /** All metrics in the text format 0.0.4, without the client's own {@code _created} series that nobody charts. */
    public String exposition() {
        StringWriter text = new StringWriter();
        try {
            TextFormat.write004(text, registry.filteredMetricFamilySamples(name -> !name.endsWith("_created")));
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return text.toString();
    }
}
