package io.orcastra.adapters.cli;

import io.orcastra.adapters.yaml.ConfigurationCheck;
import io.orcastra.adapters.yaml.OriginalUse;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.adapters.yaml.ProblemReport;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.lint.RuleLinter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orcastra check}. */
@Command(name = "check", description = {
        "Validates configuration and rules: all problems at once, each with file, line, column and advice.",
        "Notes tell users of the original what takes effect now that had none, or none any more; they count for nothing.",
        "Touches no swarm. Exit code 1 when there is anything to report."})
final class CheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private Inputs inputs;

    @Parameters(paramLabel = "FILE", description = "Configuration files to check instead of those in --config.")
    private List<Path> files = List.of();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        files.forEach(CheckCommand::requireReadable);
        List<RuleProblem> ruleProblems = problemsOfRules();
        ConfigurationCheck check = new ConfigurationCheck(surroundings.environment(),
                ruleProblems.isEmpty() ? Optional.of(inputs.rules().descriptions()) : Optional.empty());
        List<Problem> problems = files.isEmpty() ? check.folder(inputs.configFolder()) : check.files(files);
        if (!problems.isEmpty()) {
            surroundings.out().println(ProblemReport.of(problems));
        }
        ruleProblems.forEach(surroundings.out()::println);
        if (files.isEmpty()) {
            new OriginalUse(surroundings.environment()).notes(inputs.configFolder(), surroundings.stateFolder())
                    .forEach(note -> surroundings.out().println("note: " + note));
        }
        boolean good = problems.isEmpty() && ruleProblems.isEmpty();
        if (good) {
            surroundings.out().println("configuration and rules are good");
        }
        surroundings.out().flush();
        return good ? ExitCode.GOOD : ExitCode.FAILURE;
    }

    private List<RuleProblem> problemsOfRules() {
        try {
            List<RuleSource> sources = inputs.rules().sources();
            List<RuleProblem> problems = new RuleLinter().lintWhole(sources);
            if (!problems.isEmpty()) {
                return problems;
            }
            RuleBook.cachedIn(surroundings.stateFolder(), sources);
            return List.of();
        } catch (InvalidRules e) {
            return Stream.concat(e.problems().stream(), ofTheOthers(e.readable()).stream()).sorted().toList();
        }
    }

    /** A file that cannot be read hides nothing of those beside it. */
    private static List<RuleProblem> ofTheOthers(List<RuleSource> readable) {
        return readable.isEmpty() ? List.of() : new RuleLinter().lint(RuleSet.overlaid(readable).sources());
    }

    private static void requireReadable(Path file) {
        if (!Files.isReadable(file)) {
            throw new UserError(file + ": cannot be read\nMaybe the path is wrong, or its permissions forbid it.");
        }
    }
}
