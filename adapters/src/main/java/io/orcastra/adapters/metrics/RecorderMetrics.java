package io.orcastra.adapters.metrics;

import io.orcastra.adapters.recorder.RecorderListener;
import io.prometheus.client.Counter;

/** Counts what the flight recorder keeps and what it cannot. */
public final class RecorderMetrics implements RecorderListener {

    private final Counter bytes;
    private final Counter dropped;
    private final Counter failures;

    public RecorderMetrics(Metrics metrics) {
        bytes = Counter.build("orcastra_recorder_written_bytes_total", "Bytes written to the flight record.")
                .register(metrics.registry());
        dropped = Counter.build("orcastra_recorder_dropped_total",
                        "Cycles not recorded because the disk was too slow or could not be written.")
                .register(metrics.registry());
        failures = Counter.build("orcastra_recorder_failures_total", "Times the flight record could not be written.")
                .register(metrics.registry());
    }

    @Override
    public void written(long more) {
        bytes.inc(more);
    }

    @Override
    public void dropped() {
        dropped.inc();
    }

    @Override
    public void failed(String reason) {
        failures.inc();
    }
}
