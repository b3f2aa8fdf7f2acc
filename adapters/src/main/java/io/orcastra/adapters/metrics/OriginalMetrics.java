package io.orcastra.adapters.metrics;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.RestartService;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.List;

/** The original's metric names, kept for the dashboards that use them, with true values. */
final class OriginalMetrics {

    private static final String ANCHOR_RULES = "ORC-ANC-";
    /** Rules that relocate for the sake of a better place. */
    private static final List<String> REBALANCING_RULES =
            List.of("ORC-MEM-", "ORC-SPR-", "ORC-PRF-", "ORC-APT-", "ORC-TIR-", "ORC-STK-");
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
        dependentUpdates = Counter.build("dependent_updates_total", "Services moved or restarted.").register(registry);
        errors = Counter.build("anchor_sync_errors_total", "Observations, cycles and actions that failed.").register(registry);
        lastDuration = Gauge.build("anchor_sync_last_duration_seconds", "Duration of the last cycle.").register(registry);
        leader = Gauge.build("swarm_orch_leader", "1 on the instance that may act, the holder of the lease.").register(registry);
        chores = new ChoreMetrics(registry);
        rebalancing = Attempts.named("rebalance", "Relocations", registry);
        healing = Attempts.named("autoheal", "Restarts of unhealthy containers", registry);
        rebalanceDuration = Gauge.build("rebalance_last_duration_seconds", "Duration of the last relocation.").register(registry);
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
        chores.finished(outcome);
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
        String rule = outcome.proposal().rule();
        if (rule.startsWith(HEALING_RULES)) {
            healing.ended(outcome);
        } else if (REBALANCING_RULES.stream().anyMatch(rule::startsWith) && rebalancing.ended(outcome)) {
            rebalanceDuration.set(
                    Duration.between(outcome.startedAt(), outcome.finishedAt()).toMillis() / MILLIS_PER_SECOND);
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
