package io.orcastra.adapters.prometheus.text;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One line of an exposition.
 *
 * @param value any double, NaN and the infinities included
 * @param at    when the exporter says it was measured; mostly absent, which means now
 */
public record Sample(String name, Map<String, String> labels, double value, Optional<Instant> at) {

    public Sample {
        labels = Map.copyOf(labels);
    }

    /** The label's value; empty when absent, which means the same in Prometheus. */
    public String label(String label) {
        return labels.getOrDefault(label, "");
    }
}
