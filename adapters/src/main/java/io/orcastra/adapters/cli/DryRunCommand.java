package io.orcastra.adapters.cli;

import io.orcastra.adapters.history.HistoryText;
import io.orcastra.adapters.masking.Masking;
import io.orcastra.adapters.report.HtmlReport;
import io.orcastra.adapters.report.Ink;
import io.orcastra.adapters.report.JsonReport;
import io.orcastra.adapters.report.MarkdownReport;
import io.orcastra.adapters.report.Report;
import io.orcastra.adapters.report.Report.Step;
import io.orcastra.adapters.report.ReportFormat;
import io.orcastra.adapters.report.Reporter;
import io.orcastra.adapters.report.TextReport;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.CronSchedule;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.rules.RuleBook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orcastra dry-run}. */
@Command(name = "dry-run", description = {
        "Decides once and shows it: conditions, plan with the equivalent docker commands, vetoes with their reasons.",
        "Asks machines and agents too, where a daemon would. Writes nothing. Exit code 0 when there is nothing to do, 3 when the "
                + "plan is not empty, 1 when a rule failed."})
final class DryRunCommand implements Callable<Integer> {

    /** How a report can be written. */
    enum Output { TEXT, JSON, MARKDOWN, HTML }

    private final Surroundings surroundings;

    @Mixin
    private Inputs inputs;

    @Option(names = "--snapshot", paramLabel = "FILE",
            description = "Judge this snapshot instead of the swarm; needs no Docker.")
    private Path snapshot;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text",
            description = "text, json, markdown or html (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Option(names = "--details", description = "Show all conditions, and the evidence: rule, file, line, matched facts.")
    private boolean details;

    DryRunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigurationInvalid, ObservationFailed, UnreadableSnapshot {
        Configuration configuration = inputs.configuration(surroundings);
        RuleBook rules = inputs.ruleBook(surroundings, configuration);
        long started = surroundings.clock().nanos();
        LiveSwarm.Sight sight = new Look(surroundings, Optional.ofNullable(snapshot)).at(configuration);
        FailingRules failing = new FailingRules(rules, surroundings);
        Evaluation evaluation = new Evaluation(rules, configuration.settings().engine().budgets(), failing);
        Foreseen foreseen = failing.watched(() -> foreseen(evaluation, sight, configuration, started));
        List<String> notes = Stream.concat(foreseen.notes().stream(), failing.notes().stream()).toList();
        surroundings.out().print(format().render(foreseen.report().with(foreseen.following(), notes)));
        surroundings.out().flush();
        int exit = failing.told(foreseen.report().execute().isEmpty() ? ExitCode.GOOD : ExitCode.PLAN);
        if (sight.failure().isPresent() && !foreseen.founding()) {
            throw sight.failure().get();
        }
        return exit;
    }

    /** @param founding whether it is about making a swarm */
    private record Foreseen(Report report, List<Step> following, List<String> notes, boolean founding) {
    }

    private Foreseen foreseen(Evaluation evaluation, LiveSwarm.Sight sight, Configuration configuration, long started) {
        Observation observed = sight.observation();
        Set<Object> facts = new HashSet<>(observed.facts());
        facts.addAll(snapshot == null ? configuration.policies() : Masking.all(configuration.policies()));
        DecisionRecord decision = evaluation.evaluate(facts, sight.timings(), observed.at());
        Outlook outlook = new Outlook(evaluation, decision);
        Duration took = Duration.ofNanos(surroundings.clock().nanos() - started);
        Report report = Reporter.report(decision.took(took), observed.source(), observed.at(), surroundings.clock().instant(),
                outlook.forecast());
        return new Foreseen(report, outlook.following(facts, sight.timings()),
                notes(sight, outlook, configuration.settings().agents().garbage()), outlook.isFounding());
    }

    private static List<String> notes(LiveSwarm.Sight sight, Outlook outlook, Optional<CronSchedule> garbage) {
        Stream<String> schedule = garbage.filter(moments -> outlook.collectsGarbage())
                .flatMap(moments -> moments.after(sight.observation().at())).stream()
                .map(next -> "Garbage is removed at the moments of GC_CRON, not at once: next at " + HistoryText.time(next)
                        + ".");
        return Stream.concat(sight.notes().stream(), schedule).toList();
    }

    private ReportFormat format() {
        return switch (output) {
            case TEXT -> new TextReport(surroundings.colour() ? Ink.COLOUR : Ink.PLAIN, details);
            case JSON -> new JsonReport();
            case MARKDOWN -> new MarkdownReport(details);
            case HTML -> new HtmlReport(Version.text());
        };
    }
}
