package io.orcastra.adapters.status;

import io.orcastra.adapters.http.Health;
import io.orcastra.adapters.status.Status.ConfigurationInForce;
import io.orcastra.adapters.status.Status.LastCycle;
import io.orcastra.engine.cycle.LoopStatus;
import java.time.Instant;
import java.util.function.Supplier;

/** What is in force now, written down by those who put it in force. Thread-safe. */
public final class StatusBoard {
    private final String version;
    private final Instant since;
    private final Supplier<RulesInForce> rules;
    private volatile ConfigurationInForce configuration;

    public StatusBoard(String version, Instant since, Supplier<RulesInForce> rules, ConfigurationInForce configuration) {
        this.version = version;
        this.since = since;
        this.rules = rules;
        this.configuration = configuration;
    }

    public void configuration(ConfigurationInForce now) {
        configuration = now;
    }

    public Status status(Health health, LoopStatus loop, boolean dryRun) {
        return new Status(version, Runtime.version().toString(), ProcessHandle.current().pid(), since, dryRun, health,
                rules.get(), configuration, LastCycle.of(loop));
    }
}
