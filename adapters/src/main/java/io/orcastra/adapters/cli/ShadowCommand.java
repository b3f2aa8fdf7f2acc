package io.orcastra.adapters.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.shadow.ShadowStatus;
import io.orcastra.adapters.shadow.ShadowText;
import io.orcastra.adapters.status.DaemonUnreachable;
import io.orcastra.adapters.status.RunningDaemon;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orcastra shadow}. */
@Command(name = "shadow", description = {
        "Says how the candidate beside the running daemon's rules and settings would have decided.",
        "Tells since when it judges, in how much of the time it agrees, and every difference with its time, rule "
                + "and reason. Asks the daemon of this machine. Exit code 0 when every decision is the same, 3 when "
                + "some differ, 1 when there is no candidate, it is no good, or nothing was compared yet."})
final class ShadowCommand implements Callable<Integer> {

    /** How a report can be written. */
    enum Output { TEXT, JSON }

    private final Surroundings surroundings;

    @Mixin
    private Unused.Config noConfig;

    @Mixin
    private Unused.Rules noRules;

    @ArgGroup(exclusive = false)
    private DaemonAddress daemon;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Option(names = "--details", description = "Show as well what is held back for another reason.")
    private boolean details;

    ShadowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws DaemonUnreachable {
        RunningDaemon asked = daemon == null ? RunningDaemon.in(surroundings.stateFolder()) : daemon.daemon();
        JsonNode page = asked.shadow();
        ShadowStatus shadow = read(page);
        surroundings.out().print(output == Output.JSON ? page.toPrettyString() + "\n"
                : new ShadowText(details).render(shadow, surroundings.clock().instant()));
        surroundings.out().flush();
        return switch (shadow.state()) {
            case NONE, DROPPED, STARTING -> ExitCode.FAILURE;
            case SAME -> ExitCode.GOOD;
            case RUNNING -> shadow.report() == null || shadow.report().cycles() == 0 ? ExitCode.FAILURE
                    : shadow.report().differences().isEmpty() ? ExitCode.GOOD : ExitCode.PLAN;
        };
    }

    private static ShadowStatus read(JsonNode page) {
        try {
            return ShadowStatus.of(page);
        } catch (JsonProcessingException other) {
            throw new UserError("the answer of the daemon is not understood: " + other.getOriginalMessage()
                    + "\nMaybe the daemon is of another version than this program.", other);
        }
    }
}
