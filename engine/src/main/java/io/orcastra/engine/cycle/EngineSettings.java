package io.orcastra.engine.cycle;

import io.orcastra.engine.plan.Budgets;
import java.time.Duration;

/**
 * How the loop runs.
 *
 * @param poll       longest time between two looks ({@code RELABEL_TIME}, 60 s)
 * @param settle     after the leader was seen to change, nothing is decided for this long ({@code settle_seconds}, 60 s)
 * @param leaseRenew the lease is written at most this often (20 s, the ledger costs a Raft entry each time)
 * @param leaseFree  a lease nobody has renewed for this long is free (30 s); then the leader's instance takes it at
 *                   once, any other manager's after as long again
 * @param cooldown   after a success the same wish rests this long (30 s)
 * @param dryRun     decide and report, write nothing at all, the ledger included
 */
public record EngineSettings(
        Duration poll,
        Duration settle,
        Duration leaseRenew,
        Duration leaseFree,
        Duration cooldown,
        Budgets budgets,
        boolean dryRun) {
    public static final EngineSettings DEFAULT = new EngineSettings(
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(30),
            Duration.ofSeconds(30), Budgets.DEFAULT, false);
}
