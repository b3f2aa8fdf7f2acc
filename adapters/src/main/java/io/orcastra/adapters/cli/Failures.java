package io.orcastra.adapters.cli;

import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.InvalidEndpoint;
import io.orcastra.adapters.overrun.NoEnd;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.adapters.status.DaemonUnreachable;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ProblemReport;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.rules.InvalidRules;
import picocli.CommandLine;

/** What a user reads when a command fails: a few lines, never a stack trace unless {@code DEBUG} asks for it. */
record Failures(Surroundings surroundings) implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        surroundings.err().println(message(failure));
        if (surroundings.debug()) {
            failure.printStackTrace(surroundings.err());
        }
        surroundings.err().flush();
        return ExitCode.FAILURE;
    }

    private static String message(Throwable failure) {
        if (failure instanceof ConfigurationInvalid invalid) {
            return ProblemReport.of(invalid.problems());
        }
        if (failure instanceof UserError || failure instanceof DockerFailure || failure instanceof InvalidEndpoint
                || failure instanceof UnreadableSnapshot || failure instanceof ObservationFailed
                || failure instanceof DaemonUnreachable || failure instanceof LedgerUnavailable || failure instanceof InvalidRules
                || failure instanceof NoEnd) {
            return failure.getMessage();
        }
        return "unexpected " + failure + "\nMaybe this is a fault of Orcastra: DEBUG=true shows where it happened.";
    }
}
