package io.orcastra.adapters.metrics;

import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The original's metric names, kept for the dashboards that use them, with true values. */
final class OriginalMetrics {

    /** Rules that write an anchor's label. */
    static final Set<String> ANCHOR_RULES = Set.of("ORC-ANC-201", "ORC-ANC-202", "ORC-ANC-203", "ORC-ORD-202");
    /** Rules that act on a dependent because of its anchor; others may move or restart the same service for its own sake. */
    static final Set<String> DEPENDENT_RULES = Set.of("ORC-COL-201", "ORC-ORD-201", "ORC-RST-203", "ORC-RST-204");
    /** Without these two nothing is kept in step; the others only tell what is of use besides. */
    private static final Set<String> SYNC_SOURCES = Set.of("docker", "ledger");
    /** Policies that relocate what runs well for the sake of a better place. */
    private static final List<String> REBALANCING_RULES = List.of("ORC-MEM-", "ORC-SPR-", "ORC-PRF-", "ORC-APT-", "ORC-TIR-");
    private static final String HEALING_RULES = "ORC-HEA-";
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
        rebalanceDuration = Gauge.build("rebalance_last_duration_seconds", "Duration of the last relocation to a better place.").register(registry);
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
        kept(outcome);
        String rule = outcome.proposal().rule();
        if (rule.startsWith(HEALING_RULES)) {
            healing.ended(outcome);
        } else if (REBALANCING_RULES.stream().anyMatch(rule::startsWith) && rebalancing.ended(outcome)) {
            rebalanceDuration.set(
                    Duration.between(outcome.startedAt(), outcome.finishedAt()).toMillis() / MILLIS_PER_SECOND);
        }
    }

    /** Labels and dependents, kept in step with the anchors. */
    private void kept(Outcome outcome) {
        String rule = outcome.proposal().rule();
        boolean label = outcome.proposal().action() instanceof SetNodeLabel || outcome.proposal().action() instanceof RemoveNodeLabel;
        if (outcome.result() == Outcome.Result.SUCCEEDED) {
            anchorUpdates.inc(ANCHOR_RULES.contains(rule) ? 1 : 0);
            dependentUpdates.inc(DEPENDENT_RULES.contains(rule) ? 1 : 0);
        } else if (outcome.result() == Outcome.Result.FAILED) {
            errors.inc(label ? 1 : 0);
        }
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
