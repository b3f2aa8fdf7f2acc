package io.orcastra.adapters.cli;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.ProblemReport;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.lint.RuleLinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The two folders every command may be given, for those that decide by them. */
final class Inputs {

    @Mixin
    private ConfigFolder config;

    @Option(names = "--rules", paramLabel = "DIR",
            description = "Folder of .drl files that stand beside the built-in rules.")
    private Path rulesFolder;

    Path configFolder() {
        return config.path();
    }

    /** Warnings go to standard error. */
    Configuration configuration(Surroundings surroundings) throws ConfigurationInvalid {
        Configuration configuration = new ConfigurationLoader().load(configFolder(), surroundings.environment());
        if (!configuration.warnings().isEmpty()) {
            surroundings.err().println(ProblemReport.of(configuration.warnings()));
            surroundings.err().flush();
        }
        return configuration;
    }

    /**
     * The rules in force; compiling them takes seconds, so they are kept compiled where this user may write.
     *
     * @throws InvalidRules when a rule does not compile, or one of the operator's breaks what all rules keep to
     */
    RuleBook ruleBook(Surroundings surroundings) {
        List<RuleSource> sources = rules();
        List<RuleProblem> problems = rulesFolder == null ? List.of() : new RuleLinter().lint(sources);
        if (!problems.isEmpty()) {
            throw new InvalidRules(problems);
        }
        return RuleBook.cachedIn(surroundings.stateFolder(), sources);
    }

    /** The built-in rules, then the operator's. */
    List<RuleSource> rules() {
        List<RuleSource> sources = new ArrayList<>(RulePack.builtIn());
        if (rulesFolder == null) {
            return sources;
        }
        if (!Files.isDirectory(rulesFolder)) {
            throw new UserError(rulesFolder + ": is not a folder\nMaybe --rules should name the folder of the .drl files.");
        }
        try {
            sources.addAll(RulePack.in(rulesFolder));
        } catch (IOException e) {
            throw new UserError(rulesFolder + ": cannot be read: " + e.getMessage() + "\nMaybe its permissions forbid it.", e);
        }
        return sources;
    }
}
