package io.orcastra.adapters.cli;

import io.orcastra.adapters.report.Spans;
import io.orcastra.adapters.scenario.ConditionCoverage;
import io.orcastra.adapters.scenario.Counted;
import io.orcastra.adapters.scenario.Coverage;
import io.orcastra.adapters.scenario.CoverageWords;
import io.orcastra.adapters.scenario.FolderRules;
import io.orcastra.adapters.scenario.Goldens;
import io.orcastra.adapters.scenario.JUnitReport;
import io.orcastra.adapters.scenario.Onlooker;
import io.orcastra.adapters.scenario.Scaffold;
import io.orcastra.adapters.scenario.ScenarioFiles;
import io.orcastra.adapters.scenario.ScenarioResult;
import io.orcastra.adapters.scenario.ScenarioSuite;
import io.orcastra.adapters.scenario.Unread;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        "Plays scenarios on a simulated swarm in virtual time, and compares what was decided with what is expected.",
        "Scenarios are files ending in " + ScenarioFiles.ENDING + ", in folders at any depth; the real rules decide. Touches no "
                + "swarm. Exit code 1 when one fails or the coverage is too low."})
final class TestCommand implements Callable<Integer> {

    /** Which rules coverage can be told of. */
    enum CoverageOf { OWN, ALL }

    private final Surroundings surroundings;
    private final Map<Path, FolderRules> folders = new HashMap<>();
    private final ConditionCoverage conditions = new ConditionCoverage();

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

    @Option(names = "--condition-coverage", paramLabel = "MIN",
            description = {"Show which conditions of rules were never met, or never what their rule stopped at; fail when less",
                    "than MIN percent of both was seen."})
    private Double conditionCoverage;

    @Option(names = "--coverage-of", paramLabel = "WHICH", defaultValue = "own",
            description = "Which rules both are about: own, of the files that are not as built in, or all; where there are none "
                    + "of your own, all are meant anyway (default: ${DEFAULT-VALUE}).")
    private CoverageOf coverageOf;

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
        percent("--coverage", coverage);
        percent("--condition-coverage", conditionCoverage);
        writable(junit);
        if (scaffold != null && !places.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--new plays nothing, so that " + places.get(0)
                    + " has no effect\nMaybe leave it out, and send what is printed into a file that ends in "
                    + ScenarioFiles.ENDING + ".");
        }
        if (scaffold != null) {
            surroundings.out().print(Scaffold.of(SnapshotFile.read(scaffold, surroundings).facts()));
            surroundings.out().flush();
            return ExitCode.GOOD;
        }
        List<Path> files = files();
        if (files.isEmpty()) {
            List<Unread> near = unread();
            throw new UserError("there is no scenario: no file ends in " + ScenarioFiles.ENDING
                    + near.stream().map(one -> "\n" + one.file() + ": " + one.why()).collect(Collectors.joining())
                    + "\n" + near.stream().map(Unread::advice).findFirst().orElse("Maybe name their folder: orcastra test DIR"));
        }
        ScenarioSuite suite = new ScenarioSuite(
                this::rules, surroundings.clock()::nanos, update ? Goldens.UPDATED : Goldens.COMPARED,
                conditionCoverage == null ? Onlooker.NOBODY : conditions, surroundings.patience());
        List<ScenarioResult> results = suite.run(files, this::tell);
        List<Unread> unread = unread();
        List<InvalidRules> refused = refused(results);
        write(Stream.of(results.stream(), refused.stream().map(TestCommand::failed), unread.stream().map(TestCommand::failed))
                .flatMap(part -> part).toList());
        boolean good = summary(results, refused, unread);
        surroundings.out().flush();
        return good ? ExitCode.GOOD : ExitCode.FAILURE;
    }

    /** Told before minutes are spent on playing. */
    private static void writable(Path file) {
        if (file != null && (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folderOf(file)))) {
            throw new UserError("--junit: " + file + ": cannot be written\nMaybe its folder is missing, or its permissions forbid it.");
        }
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().getParent();
    }

    /** A build server that reads nothing but the results is to see why the command fails. */
    private static ScenarioResult failed(Unread unread) {
        return new ScenarioResult(unread.file(), "is read", Optional.empty(),
                List.of(unread.file() + ": " + unread.why() + "\n  " + unread.advice()), Duration.ZERO);
    }

    private static ScenarioResult failed(InvalidRules refused) {
        return new ScenarioResult(Path.of(refused.problems().get(0).file()), "is taken by a daemon", Optional.empty(),
                refused.problems().stream().map(RuleProblem::toString).toList(), Duration.ZERO);
    }

    private void write(List<ScenarioResult> results) {
        if (junit == null) {
            return;
        }
        try {
            Files.writeString(junit, JUnitReport.of(results));
        } catch (IOException e) {
            throw new UserError("--junit: " + junit + ": cannot be written: " + e.getMessage() + "\nMaybe the disk is full.", e);
        }
    }

    private void percent(String option, Double value) {
        if (value != null && !(value >= 0 && value <= 100)) {
            throw new CommandLine.ParameterException(spec.commandLine(),
                    "Invalid value for option '" + option + "': " + value + " is not in the range 0 to 100");
        }
    }

    private List<Path> files() {
        try {
            return ScenarioFiles.in(places.isEmpty() ? List.of(Path.of("")) : places);
        } catch (IOException e) {
            throw new UserError(e.getMessage() + "\nMaybe a typing mistake.", e);
        }
    }

    /** Rules in a deeper folder are left out where scenarios beside them are played with them. */
    private List<Unread> unread() {
        Stream<Unread> played = (places.isEmpty() ? List.of(Path.of("")) : places).stream().filter(Files::isDirectory)
                .flatMap(place -> Unread.misnamedIn(place).stream());
        Stream<Unread> rules = folders.keySet().stream().filter(folder -> !folder.equals(Path.of("")))
                .flatMap(folder -> Unread.inRules(folder).stream())
                .filter(one -> folders.keySet().stream().noneMatch(folder -> absolute(folder).equals(absolute(one.file()).getParent())
                        && one.file().toString().endsWith(".drl")));
        Map<Path, Unread> byFile = new TreeMap<>();
        Stream.concat(played, rules).forEach(one -> byFile.putIfAbsent(absolute(one.file()), one));
        return List.copyOf(byFile.values());
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Those the scenario names, else those of --rules, else those beside it, else the usual ones. */
    private RuleBook rules(Path scenario, Optional<Path> named, Optional<Set<String>> policies) {
        boolean asked = spec.commandLine().getParseResult().hasMatchedOption("--rules");
        return named.or(() -> asked ? Optional.empty() : ScenarioFiles.rulesBeside(scenario))
                .or(inputs::folderThere).map(folder -> folders.computeIfAbsent(folder, path -> FolderRules.in(path, this::compiled)))
                .orElseGet(() -> folders.computeIfAbsent(Path.of(""), none -> FolderRules.none(this::compiled)))
                .book(policies);
    }

    private RuleBook compiled(RuleSet files) {
        return Inputs.ruleBook(surroundings, files);
    }

    private void tell(ScenarioResult result) {
        surroundings.out().print((result.succeeded() ? "ok    " : "FAIL  ") + result.file() + ": " + result.title()
                + " (" + (result.performance().isEmpty() ? "not played" : Spans.of(result.length()) + " in "
                + result.took().toMillis() + " ms") + ")\n");
        result.failures().forEach(failure -> surroundings.out().print(failure.indent(6)));
        surroundings.out().flush();
    }

    /** A daemon would refuse the whole folder, whatever the scenarios of its other policies say. Without what these tell. */
    private List<InvalidRules> refused(List<ScenarioResult> results) {
        List<String> told = results.stream().flatMap(result -> result.failures().stream()).toList();
        return folders.values().stream().flatMap(folder -> folder.refusedAsAWhole().stream())
                .filter(invalid -> told.stream().noneMatch(failure -> failure.contains(invalid.problems().get(0).place()))).toList();
    }

    private void tellRefused(InvalidRules invalid) {
        surroundings.out().print("FAIL  no scenario needs them, and yet no daemon would take these rules:\n");
        invalid.problems().forEach(problem -> surroundings.out().print(problem.toString().indent(6)));
    }

    private boolean summary(List<ScenarioResult> results, List<InvalidRules> refused, List<Unread> unread) {
        long failed = results.stream().filter(result -> !result.succeeded()).count();
        Duration length = results.stream().map(ScenarioResult::length).reduce(Duration.ZERO, Duration::plus);
        surroundings.out().print(results.size() + (results.size() == 1 ? " scenario, " : " scenarios, ") + failed + " failed, "
                + Spans.of(length) + " of virtual time\n");
        refused.forEach(this::tellRefused);
        unread.forEach(one -> surroundings.out().print("FAIL  " + one.file() + ": " + one.why() + "\n      " + one.advice() + "\n"));
        boolean enough = refused.isEmpty() && unread.isEmpty();
        List<RuleBook> books = folders.values().stream().flatMap(folder -> folder.books().stream()).toList();
        Counted counted = coverageOf == CoverageOf.OWN ? Counted.own(books) : Counted.ALL;
        if (coverage != null) {
            Coverage reached = Coverage.of(books, results, counted);
            surroundings.out().print(CoverageWords.of(reached, coverage));
            enough &= reached.percent() >= coverage;
        }
        if (conditionCoverage != null) {
            ConditionCoverage reached = conditions.of(counted);
            surroundings.out().print(CoverageWords.of(reached, conditionCoverage));
            enough &= reached.percent() >= conditionCoverage;
        }
        return failed == 0 && enough;
    }
}
