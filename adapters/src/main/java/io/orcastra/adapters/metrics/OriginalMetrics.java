package io.orcastra.adapters.metrics;

import io.orcastra.adapters.docker.observe.DockerObserver;
import io.orcastra.engine.port.Ledger;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.Set;

/** The original's metric names, kept for the dashboards that use them, with true values. */
final class OriginalMetrics {

    /** Without these two nothing is kept in step; the others only tell what is of use besides. */
    private static final Set<String> SYNC_SOURCES = Set.of(DockerObserver.SOURCE, Ledger.SOURCE);
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Counter anchorUpdates;
    private final Counter dependentUpdates;
    private final Counter errors;
    private final Gauge lastDuration;
    private final Gauge leader;
    private final ChoreMetrics chores;
    private final Attempts rebalancing;
    private final Attempts healing;
    private final Gauge rebalanceDuration;

    OriginalMetrics(CollectorRegistry registry) {
        anchorUpdates = Counter.build("anchor_updates_total", "Anchor labels written.").register(registry);
        dependentUpdates = Counter.build("dependent_updates_total", "Dependents moved to their anchor, or restarted because it failed.")
                .register(registry);
        errors = Counter.build("anchor_sync_errors_total", "Looks at swarm and ledger, cycles and writes of node labels that failed.")
                .register(registry);
        lastDuration = Gauge.build("anchor_sync_last_duration_seconds", "Duration of the last cycle.").register(registry);
        leader = Gauge.build("swarm_orch_leader", "1 on the instance that may act, the holder of the lease.").register(registry);
        chores = new ChoreMetrics(registry);
        rebalancing = Attempts.named("rebalance", "Relocations to a better place", registry);
        healing = Attempts.named("autoheal", "Restarts of unhealthy containers", registry);
        rebalanceDuration = Gauge.build("rebalance_last_duration_seconds", "Duration of the last relocation to a better place.")
                .register(registry);
    }

    void synced(double seconds) {
        lastDuration.set(seconds);
    }

    void observationFailed(String source) {
        errors.inc(SYNC_SOURCES.contains(source) ? 1 : 0);
    }

    void cycleFailed() {
        errors.inc();
    }

    void leader(boolean held) {
        leader.set(held ? 1 : 0);
    }

    void finished(Outcome outcome) {
        chores.finished(outcome);
        boolean done = outcome.result() == Outcome.Result.SUCCEEDED;
        switch (Purpose.of(outcome.proposal())) {
            case ANCHOR_LABEL -> anchorUpdates.inc(done ? 1 : 0);
            case DEPENDENT -> dependentUpdates.inc(done ? 1 : 0);
            case REBALANCING -> rebalanced(outcome);
            case HEALING -> healing.ended(outcome);
            case OTHER -> { }
        }
        if (outcome.result() == Outcome.Result.FAILED && isOfLabel(outcome.proposal().action())) {
            errors.inc();
        }
    }

    private void rebalanced(Outcome outcome) {
        if (rebalancing.ended(outcome)) {
            rebalanceDuration.set(
                    Duration.between(outcome.startedAt(), outcome.finishedAt()).toMillis() / MILLIS_PER_SECOND);
        }
    }

    private static boolean isOfLabel(Action action) {
        return action instanceof SetNodeLabel || action instanceof RemoveNodeLabel;
    }

    /** What was tried, and how it ended. */
    private record Attempts(Counter all, Counter successes, Counter failures) {

        static Attempts named(String name, String what, CollectorRegistry registry) {
            return new Attempts(Counter.build(name + "_attempts_total", what + " tried.").register(registry),
                    Counter.build(name + "_success_total", what + " done and verified.").register(registry),
                    Counter.build(name + "_failures_total", what + " that failed.").register(registry));
        }

        /** What was found impossible before anything was written was not tried: then it is false. */
        boolean ended(Outcome outcome) {
            boolean succeeded = outcome.result() == Outcome.Result.SUCCEEDED;
            boolean tried = succeeded || outcome.result() == Outcome.Result.FAILED;
            if (tried) {
                all.inc();
                (succeeded ? successes : failures).inc();
            }
            return tried;
        }
    }
}
