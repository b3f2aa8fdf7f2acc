package io.orcastra.adapters.cli;

import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.Paused;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orcastra resume}. */
@Command(name = "resume", description = {
        "Ends the pause of everything, or that of one service. Pauses of single services outlive the end of the pause of",
        "everything; what is still paused is said."})
final class ResumeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private Unused.Config noConfig;

    @Mixin
    private Unused.Rules noRules;

    @Option(names = "--service", paramLabel = "NAME", description = "Only this service, paused before by name.")
    private String service;

    ResumeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws LedgerUnavailable {
        try (Pauses pauses = new Pauses(surroundings)) {
            List<Paused> before = pauses.holding();
            Paused ended = before.stream().filter(isMeant()).findFirst().orElseThrow(() -> new UserError(
                    (service == null ? "everything" : service) + " is not paused\n" + (before.isEmpty()
                            ? "Maybe the time of the pause was over: nothing is paused."
                            : "Maybe you mean one of these: " + String.join("; ", before.stream().map(PauseWords::of).toList()))));
            pauses.resume(ended.service());
            surroundings.out().println((service == null ? "everything" : ended.service()) + " goes on");
            pauses.holding().forEach(held -> surroundings.out().println("still: " + PauseWords.of(held)));
            surroundings.out().flush();
        }
        return ExitCode.GOOD;
    }

    /** A service may be gone by now, so it is looked for among the pauses only. */
    private Predicate<Paused> isMeant() {
        return service == null ? paused -> paused.service().isEmpty()
                : paused -> !paused.service().isEmpty()
                        && (paused.service().equals(service) || paused.service().endsWith("_" + service));
    }
}
