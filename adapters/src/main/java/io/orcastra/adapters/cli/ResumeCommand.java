package io.orcastra.adapters.cli;

import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.Paused;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orcastra resume}. */
@Command(name = "resume", description = {
        "Ends the pause of everything, or that of one service.",
        "Pauses of single services outlive the end of the pause of everything; what is still paused is said."})
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
            Paused ended = meant(pauses.holding());
            pauses.resume(ended.service());
            surroundings.out().println((service == null ? "everything" : ended.service()) + " goes on");
            pauses.lines().forEach(held -> surroundings.out().println("still: " + held));
            surroundings.out().flush();
        }
        return ExitCode.GOOD;
    }

    private Paused meant(List<Paused> holding) {
        List<Paused> meant = service == null ? holding.stream().filter(one -> one.service().isEmpty()).toList() : named(holding);
        if (meant.size() > 1) {
            throw new UserError(service + " is the name of more than one service that is paused\nMaybe say which: "
                    + String.join(", ", meant.stream().map(Paused::service).toList()));
        }
        return meant.stream().findFirst().orElseThrow(() -> new UserError(
                (service == null ? "everything" : service) + " is not paused\n" + (holding.isEmpty()
                        ? "Maybe the time of the pause was over: nothing is paused."
                        : "Maybe you mean one of these: " + String.join("; ", holding.stream().map(PauseWords::of).toList()))));
    }

    /** A service may be gone by now, so it is looked for among the pauses only. */
    private List<Paused> named(List<Paused> holding) {
        List<Paused> services = holding.stream().filter(one -> !one.service().isEmpty()).toList();
        List<Paused> whole = services.stream().filter(one -> one.service().equals(service)).toList();
        return whole.isEmpty() ? services.stream().filter(one -> one.service().endsWith("_" + service)).toList() : whole;
    }
}
