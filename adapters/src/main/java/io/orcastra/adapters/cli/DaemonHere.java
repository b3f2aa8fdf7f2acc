package io.orcastra.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.adapters.status.DaemonUnreachable;
import io.orcastra.adapters.status.RunningDaemon;
import io.orcastra.adapters.status.StatusSocket;
import java.nio.file.Files;
import java.util.Optional;

/** The daemon that keeps its state on this machine, where one runs and answers. */
record DaemonHere(Surroundings surroundings) {

    /** Empty as well when it does not answer. */
    Optional<JsonNode> status() {
        return answered(RunningDaemon::status);
    }

    /** The report of its last decision, made of facts as they are; empty as well when it does not answer. */
    Optional<JsonNode> decision() {
        return answered(RunningDaemon::decision);
    }

    private Optional<JsonNode> answered(Page page) {
        if (isAbsent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(page.of(daemon()));
        } catch (DaemonUnreachable nobody) {
            return Optional.empty();
        }
    }

    /** What it knew at its last decision; says on standard error when it does not answer. */
    Optional<Snapshot> snapshot() throws UnreadableSnapshot {
        if (isAbsent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(daemon().snapshot());
        } catch (DaemonUnreachable gone) {
            surroundings.err().println(gone.getMessage());
            surroundings.err().flush();
            return Optional.empty();
        }
    }

    private boolean isAbsent() {
        return !Files.exists(surroundings.stateFolder().resolve(StatusSocket.NAME));
    }

    private RunningDaemon daemon() {
        return RunningDaemon.in(surroundings.stateFolder());
    }

    private interface Page {
        JsonNode of(RunningDaemon daemon) throws DaemonUnreachable;
    }
}
