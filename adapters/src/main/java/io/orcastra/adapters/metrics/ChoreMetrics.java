package io.orcastra.adapters.metrics;

import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.Outcome;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Duration;

/** The original's metric names for garbage, with true values. */
final class ChoreMetrics {

    private final Counter runs;
    private final Counter errors;
    private final Gauge lastDuration;

    ChoreMetrics(CollectorRegistry registry) {
        runs = Counter.build("gc_prune_runs_total", "Nodes from which garbage was removed.").register(registry);
        errors = Counter.build("gc_prune_errors_total", "Nodes from which not all garbage could be removed.").register(registry);
        lastDuration = Gauge.build("gc_prune_last_duration_seconds", "Duration of the last removal from one node.").register(registry);
    }

    void finished(Outcome outcome) {
        if (outcome.proposal().action() instanceof CollectGarbage) {
            runs.inc();
            errors.inc(outcome.result() == Outcome.Result.FAILED ? 1 : 0);
            lastDuration.set(Duration.between(outcome.startedAt(), outcome.finishedAt()).toMillis() / 1000.0);
        }
    }
}
