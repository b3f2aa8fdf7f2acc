package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.adapters.docker.move.Release;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orcastra release}. */
@Command(name = "release", description = {
        "Takes every trace of Orcastra off the swarm: pins, pull jobs and the ledger. Labels of nodes stay.",
        "For a swarm on which no instance runs any more: one that does would begin again with an empty ledger."})
final class ReleaseCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private Unused.Config noConfig;

    @Mixin
    private Unused.Rules noRules;

    @Option(names = "--yes", description = "Confirms that no instance runs; without it nothing is written.")
    private boolean confirmed;

    ReleaseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws LedgerUnavailable {
        if (!confirmed) {
            throw new UserError("this removes what running instances need to undo their moves\n"
                    + "Maybe stop them first (docker stack rm), then repeat with --yes.");
        }
        try (DockerApi api = new DockerApi(surroundings.engine(), ApiListener.NOOP, surroundings.clock())) {
            Release.Report report = new Release(api, new SwarmConfigLedger(api), new Random()).run();
            report.lines().forEach(surroundings.out()::println);
            if (report.lines().isEmpty()) {
                surroundings.out().println("nothing of Orcastra is left on this swarm");
            }
            surroundings.out().flush();
            return report.isComplete() ? ExitCode.GOOD : ExitCode.FAILURE;
        }
    }
}
