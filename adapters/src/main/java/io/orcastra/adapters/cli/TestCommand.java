package io.orcastra.adapters.cli;

import io.orcastra.adapters.report.Spans;
import io.orcastra.adapters.scenario.Coverage;
import io.orcastra.adapters.scenario.Goldens;
import io.orcastra.adapters.scenario.JUnitReport;
import io.orcastra.adapters.scenario.Scaffold;
import io.orcastra.adapters.scenario.ScenarioFiles;
import io.orcastra.adapters.scenario.ScenarioResult;
import io.orcastra.adapters.scenario.ScenarioSuite;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orcastra test}. */
@Command(name = "test", description = {
        "Plays scenarios on a simulated swarm in virtual time, with the real rules, and compares what was decided with what",
        "is expected: files ending in " + ScenarioFiles.ENDING + ", in folders at any depth. Touches no swarm.",
        "Exit code 1 when one fails or the coverage is too low."})
final class TestCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Map<Path, RuleBook> books = new HashMap<>();

    @Spec
    private CommandSpec spec;

    @Mixin
    private Inputs inputs;

    @Parameters(paramLabel = "DIR|FILE", description = "Folders of scenarios, or single ones (default: the present folder).")
    private List<Path> places = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML as well.")
    private Path junit;

    @Option(names = "--coverage", paramLabel = "MIN",
            description = "Show which rules no scenario made fire; fail when less than MIN percent of them did.")
    private Double coverage;

    @Option(names = "--update", description = "Write the reports of scenarios that keep one (golden: true).")
    private boolean update;

    @Option(names = "--new", paramLabel = "SNAPSHOT",
            description = "Print a scenario to begin with, of the swarm in this snapshot.")
    private Path scaffold;

    TestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, UnreadableSnapshot {
        if (coverage != null && !(coverage >= 0 && coverage <= 100)) {
            throw new CommandLine.ParameterException(spec.commandLine(),
                    "Invalid value for option '--coverage': " + coverage + " is not in the range 0 to 100");
        }
        if (scaffold != null) {
            surroundings.out().print(Scaffold.of(SnapshotFile.read(scaffold, surroundings).facts()));
            surroundings.out().flush();
            return ExitCode.GOOD;
        }
        List<Path> files = files();
        if (files.isEmpty()) {
            throw new UserError("there is no scenario: no file ends in " + ScenarioFiles.ENDING
                    + "\nMaybe name their folder: orcastra test DIR");
        }
        ScenarioSuite suite = new ScenarioSuite(
                this::rules, surroundings.clock()::nanos, update ? Goldens.UPDATED : Goldens.COMPARED);
        List<ScenarioResult> results = suite.run(files, this::tell);
        if (junit != null) {
            Files.writeString(junit, JUnitReport.of(results));
        }
        boolean good = summary(results);
        surroundings.out().flush();
        return good ? ExitCode.GOOD : ExitCode.FAILURE;
    }

    private List<Path> files() {
        try {
            return ScenarioFiles.in(places.isEmpty() ? List.of(Path.of("")) : places);
        } catch (IOException e) {
            throw new UserError(e.getMessage() + "\nMaybe a typing mistake.", e);
        }
    }

    /** Those the scenario names, else those of --rules, else those beside it, else the usual ones. */
    private RuleBook rules(Path scenario, Optional<Path> named) {
        boolean asked = spec.commandLine().getParseResult().hasMatchedOption("--rules");
        return named.or(() -> asked ? Optional.empty() : ScenarioFiles.rulesBeside(scenario))
                .map(folder -> books.computeIfAbsent(folder, path -> inputs.ruleBook(surroundings, path)))
                .orElseGet(() -> books.computeIfAbsent(Path.of(""), usual -> inputs.ruleBook(surroundings)));
    }

    private void tell(ScenarioResult result) {
        surroundings.out().print((result.succeeded() ? "ok    " : "FAIL  ") + result.file() + ": " + result.title()
                + " (" + (result.performance().isEmpty() ? "not played" : Spans.of(result.length()) + " in "
                + result.took().toMillis() + " ms") + ")\n");
        result.failures().forEach(failure -> surroundings.out().print(failure.indent(6)));
        surroundings.out().flush();
    }

    private boolean summary(List<ScenarioResult> results) {
        long failed = results.stream().filter(result -> !result.succeeded()).count();
        Duration length = results.stream().map(ScenarioResult::length).reduce(Duration.ZERO, Duration::plus);
        surroundings.out().print(results.size() + " scenarios, " + failed + " failed, " + Spans.of(length) + " of virtual time\n");
        if (coverage == null) {
            return failed == 0;
        }
        Coverage reached = Coverage.of(books.values(), results);
        reached.unfiredByFile().forEach((file, rules) -> {
            surroundings.out().print("never fired, " + file + ":\n");
            for (RuleDescription rule : rules) {
                surroundings.out().print("  " + rule.id() + " " + rule.sentence() + " (line " + rule.line() + ")\n");
            }
        });
        surroundings.out().print(String.format(Locale.ROOT, "%.1f %% of the rules fired (%d of %d)%s\n", reached.percent(),
                reached.fired().size(), Stream.of(reached.fired(), reached.unfired()).mapToInt(List::size).sum(),
                reached.percent() < coverage ? ", less than the " + coverage + " % asked for" : ""));
        return failed == 0 && reached.percent() >= coverage;
    }
}
