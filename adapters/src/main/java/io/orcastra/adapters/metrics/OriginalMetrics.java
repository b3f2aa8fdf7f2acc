package io.orcastra.adapters.metrics;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.RestartService;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;

/** The original's metric names for anchors and dependents, kept for the dashboards that use them, with true values. */
final class OriginalMetrics {

    private static final String ANCHOR_RULES = "ORC-ANC-";

    private final Counter anchorUpdates;
    private final Counter dependentUpdates;
    private final Counter errors;
    private final Gauge lastDuration;
    private final Gauge leader;

    OriginalMetrics(CollectorRegistry registry) {
        anchorUpdates = Counter.build("anchor_updates_total", "Anchor labels written.").register(registry);
        dependentUpdates = Counter.build("dependent_updates_total", "Services moved or restarted.").register(registry);
        errors = Counter.build("anchor_sync_errors_total", "Observations, cycles and actions that failed.").register(registry);
        lastDuration = Gauge.build("anchor_sync_last_duration_seconds", "Duration of the last cycle.").register(registry);
        leader = Gauge.build("swarm_orch_leader", "1 on the instance that may act, the holder of the lease.").register(registry);
    }

    void synced(double seconds) {
        lastDuration.set(seconds);
    }

    void failed() {
        errors.inc();
    }

    void leader(boolean held) {
        leader.set(held ? 1 : 0);
    }

    void finished(Outcome outcome) {
        Action action = outcome.proposal().action();
        if (outcome.result() == Outcome.Result.FAILED) {
            errors.inc();
        } else if (outcome.result() == Outcome.Result.SUCCEEDED) {
            if (action instanceof MoveService || action instanceof RestartService) {
                dependentUpdates.inc();
            } else if (outcome.proposal().rule().startsWith(ANCHOR_RULES)) {
                anchorUpdates.inc();
            }
        }
    }
}
