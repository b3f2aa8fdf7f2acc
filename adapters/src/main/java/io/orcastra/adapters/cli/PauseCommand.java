package io.orcastra.adapters.cli;

import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.facts.control.Paused;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orcastra pause}. */
@Command(name = "pause", description = {
        "Keeps Orcastra from beginning anything, on everything or on one service, until it is resumed or the "
                + "time is over.",
        "What is under way is finished. Works on any manager: the pause is written into the swarm, and holds "
                + "across restarts and changes of leader. Ends with a list of all that is paused."})
final class PauseCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private Unused.Config noConfig;

    @Mixin
    private Unused.Rules noRules;

    @Option(names = "--for", paramLabel = "TIME", description = "How long, such as 30m, 2h or 7d; until resumed when left out.")
    private String length;

    @Option(names = "--service", paramLabel = "NAME", description = "Only this service; everything when left out.")
    private String service;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "an operator asked for it",
            description = "Shown wherever an action is held back by it (default: ${DEFAULT-VALUE}).")
    private String reason;

    PauseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ObservationFailed, LedgerUnavailable {
        try (Pauses pauses = new Pauses(surroundings)) {
            Paused pause = new Paused(service == null ? "" : pauses.service(service), reason.strip(), end(pauses.now()));
            pauses.pause(pause);
            pauses.lines().forEach(surroundings.out()::println);
            surroundings.out().flush();
        }
        return ExitCode.GOOD;
    }

    private Instant end(Instant now) {
        return length == null ? null : Span.of(length).filter(span -> !span.isZero()).map(now::plus).orElseThrow(
                () -> new UserError("--for is '" + length + "', which is no length of time\nMaybe write 30m, 2h or 7d."));
    }
}
