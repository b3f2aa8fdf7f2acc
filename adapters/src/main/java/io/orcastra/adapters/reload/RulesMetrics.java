package io.orcastra.adapters.reload;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.time.Instant;

/** Which rules decide, as metrics. */
final class RulesMetrics {
    private final Gauge info;
    private final Gauge since;
    private final Gauge quarantined;
    private final Gauge problems;
    private final Gauge behind;
    private final Gauge pause;
    private final Counter reloads;
    private final Counter refused;

    RulesMetrics(CollectorRegistry registry) {
        info = Gauge.build("orcastra_rules_info", "Always 1; the label says which rules decide.")
                .labelNames("hash").register(registry);
        since = Gauge.build("orcastra_rules_since_seconds", "When the rules took over, in Unix time.").register(registry);
        quarantined = Gauge.build("orcastra_rules_quarantined", "Rules and files left out because they failed.")
                .register(registry);
        problems = Gauge.build("orcastra_rules_problems", "What lint says of rules that decide all the same.")
                .register(registry);
        behind = Gauge.build("orcastra_rules_behind",
                "1 while the folder of rules holds others than those that decide.").register(registry);
        pause = Gauge.build("orcastra_rules_pause_seconds", "How long the loop stood still for the last reload.")
                .register(registry);
        reloads = Counter.build("orcastra_rules_reloads_total", "Edits of rules that were put in force.").register(registry);
        refused = Counter.build("orcastra_rules_refused_total", "Edits of rules that were refused.").register(registry);
    }

    void inForce(String hash, Instant at, int outside) {
        info.clear();
        info.labels(hash).set(1);
        since.set(at.toEpochMilli() / 1000.0);
        quarantined.set(outside);
    }

    void reloaded(Duration paused) {
        reloads.inc();
        pause.set(paused.toNanos() / 1e9);
    }

    void quarantined(int outside) {
        quarantined.set(outside);
    }

    void problems(int told) {
        problems.set(told);
    }

    void behind(boolean others) {
        behind.set(others ? 1 : 0);
    }

    void refused() {
        refused.inc();
    }
}
