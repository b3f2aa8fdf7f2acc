package io.orcastra.adapters.cli;

import io.orcastra.adapters.scenario.Unread;
import io.orcastra.adapters.yaml.ConfigurationCheck;
import io.orcastra.adapters.yaml.NamedFile;
import io.orcastra.adapters.yaml.OriginalUse;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.adapters.yaml.Problem.Severity;
import io.orcastra.adapters.yaml.ProblemReport;
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

    @Parameters(paramLabel = "FILE", description = "Files to check instead of those in --config: of configuration, commands, rules,"
            + " scenarios or stories.")
    private List<Path> files = List.of();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        files.forEach(CheckCommand::requireReadable);
        NamedFiles named = NamedFiles.of(files);
        CheckedRules rules = CheckedRules.of(inputs, named.all(NamedFile.RULES), surroundings.stateFolder(),
                known -> ConfigurationCheck.circumstances(inputs.configFolder(), named.all(NamedFile.CONFIGURATION),
                        surroundings.environment(), known));
        ConfigurationCheck check = new ConfigurationCheck(surroundings.environment(), Optional.of(rules.seen()));
        List<Problem> problems = files.isEmpty() ? check.folder(inputs.configFolder())
                : named.problems(check, rules.seen(), inputs.configFolder(), inputs.rulesNamed());
        problems = Stream.concat(problems.stream(), unread().map(CheckCommand::problem)).toList();
        if (!problems.isEmpty()) {
            surroundings.out().println(ProblemReport.of(problems));
        }
        rules.problems().forEach(surroundings.out()::println);
        if (files.isEmpty()) {
            new OriginalUse(surroundings.environment()).notes(inputs.configFolder(), surroundings.stateFolder())
                    .forEach(note -> surroundings.out().println("note: " + note));
        }
        boolean good = problems.isEmpty() && rules.problems().isEmpty();
        if (good) {
            surroundings.out().println("configuration and rules are good");
        }
        surroundings.out().flush();
        return good ? ExitCode.GOOD : ExitCode.FAILURE;
    }

    /** A file named here is judged whatever it is called; that no daemon reads rules by such a name is told all the same. */
    private Stream<Unread> unread() {
        return files.isEmpty() ? inputs.folderThere().stream().flatMap(folder -> Unread.inRules(folder).stream())
                : files.stream().flatMap(file -> Unread.misnamedRules(file).stream());
    }

    private static Problem problem(Unread unread) {
        return new Problem(Severity.ERROR, unread.file().toString(), 0, 0, unread.why(), unread.advice(), "");
    }

    private static void requireReadable(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserError(file + ": is a folder, not a file\nMaybe orcastra check --config " + file + " is meant, or --rules.");
        }
        if (!Files.isReadable(file)) {
            throw new UserError(file + ": cannot be read\nMaybe the path is wrong, or its permissions forbid it.");
        }
    }
}
