package io.orcastra.adapters.cli;

import io.orcastra.adapters.history.HistoryText;
import io.orcastra.adapters.history.Json;
import io.orcastra.adapters.history.ReplayReport;
import io.orcastra.adapters.history.ReplayText;
import io.orcastra.adapters.history.SeenNames;
import io.orcastra.adapters.masking.Masking;
import io.orcastra.adapters.recorder.Recording;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.engine.cycle.Rerun;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.replay.Candidate;
import io.orcastra.engine.replay.Comparison;
import io.orcastra.engine.replay.Replay;
import io.orcastra.rules.RuleBook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orcastra replay}. */
@Command(name = "replay", description = {
        "Runs rules and configuration over what the daemon on this node recorded, and shows which decisions "
                + "differ.",
        "Rules are those a dry run would use; the configuration is the recorded one unless --config is given; "
                + "parameters of rules that were not recorded are taken from the present one. "
                + "The world goes on as it was recorded: what would have been done beyond that has no effect on it. "
                + "Writes nothing, needs no Docker. Exit code 0 when every decision is the same, 3 when some differ, "
                + "1 when a rule failed or Ctrl-C ended it early."})
final class ReplayCommand implements Callable<Integer> {

    /** How a replay can be written. */
    enum Output { TEXT, JSON }

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Inputs inputs;

    @Option(names = "--since", paramLabel = "TIME", defaultValue = "7d",
            description = "How far back, such as 30m, 24h, 7d or 2026-11-20T12:00:00Z (default: ${DEFAULT-VALUE}).")
    private String since;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Option(names = "--details", description = "Show as well what is held back for another reason.")
    private boolean details;

    private final SeenNames names = new SeenNames();
    private Optional<Instant> begun = Optional.empty();
    private volatile boolean stopped;

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigurationInvalid {
        Instant from = Since.moment(since, surroundings.clock().instant());
        Configuration configuration = inputs.configuration(surroundings);
        RuleBook rules = inputs.ruleBook(surroundings, configuration);
        boolean tried = spec.commandLine().getParseResult().hasMatchedOption("--config");
        Set<Object> policies = Masking.all(configuration.policies());
        Candidate candidate = tried ? new Candidate(Optional.of(policies),
                Optional.of(configuration.settings().engine().budgets()))
                : new Candidate(Optional.empty(), Optional.empty(), policies);
        UnrecordedParameters parameters = new UnrecordedParameters(tried ? List.of() : rules.rules(), policies);
        FailingRules failing = new FailingRules(rules, surroundings);
        Signals.on("INT", this::interrupted);
        Comparison comparison = failing.watched(() -> compare(new Rerun(rules, failing), candidate, parameters, from));
        ReplayReport report = ReplayReport.of(comparison, names.names()).noting(Stream.of(failing.notes().stream(),
                parameters.notes().stream(), notes(comparison, from)).flatMap(notes -> notes).toList());
        surroundings.out().print(output == Output.JSON ? new Json().line(report) + "\n" : new ReplayText(details).render(report));
        surroundings.out().flush();
        return failing.told(stopped ? ExitCode.FAILURE : report.differences().isEmpty() ? ExitCode.GOOD : ExitCode.PLAN);
    }

    /** Twice: at once. */
    private void interrupted() {
        if (stopped) {
            Runtime.getRuntime().halt(ExitCode.FAILURE);
        }
        stop();
    }

    /** What has been compared so far is shown. */
    void stop() {
        stopped = true;
    }

    private Comparison compare(Rerun run, Candidate candidate, UnrecordedParameters parameters, Instant from) {
        try (Rerun rerun = run; ProgressBar bar = bar()) {
            Replay replay = new Replay(rerun, candidate);
            try {
                begun = Recorded.read(surroundings, from, entry -> {
                    if (stopped) {
                        throw new Stopped();
                    }
                    if (entry instanceof Entry.Started || !entry.at().isBefore(from)) {
                        replay.next(entry);
                        names.see(entry);
                        parameters.see(entry);
                    }
                }, bar == null ? Recording.Progress.NOOP : bar);
            } catch (Stopped early) {
                // what was compared so far is the result
            }
            return replay.result();
        }
    }

    private Stream<String> notes(Comparison comparison, Instant from) {
        Stream<String> late = begun.filter(begin -> begin.isAfter(from)).map(begin -> "The record begins at " + HistoryText.time(begin)
                + ", not at " + HistoryText.time(from) + " as asked for: what was before is not kept. Maybe options.recorder.size_mb "
                + "should be larger, or the daemon has not run for so long.").stream();
        Stream<String> early = stopped ? Stream.of("Stopped by Ctrl-C: what was recorded after " + (comparison.until() == null ? "that"
                : HistoryText.time(comparison.until())) + " is not compared.") : Stream.empty();
        return Stream.concat(late, early);
    }

    /** Ends the reading. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private ProgressBar bar() {
        return surroundings.terminal() ? new ProgressBar(surroundings.err(), surroundings.clock()) : null;
    }
}
