package io.orcastra.adapters.cli;

import io.orcastra.adapters.reload.CachedCompiling;
import io.orcastra.adapters.reload.Compiling;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.adapters.yaml.ProblemReport;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The two folders every command may be given, for those that decide by them. */
final class Inputs {

    static final String USUAL_RULES = "rules";

    @Mixin
    private ConfigFolder config;

    @Option(names = "--rules", paramLabel = "DIR", description = "Folder of .drl files: one named like a built-in file"
            + " replaces it, any other adds rules (default: the folder " + USUAL_RULES + " in that of --config, if there).")
    private Path rulesFolder;

    Path configFolder() {
        return config.path();
    }

    /** Warnings go to standard error. */
    Configuration configuration(Surroundings surroundings) throws ConfigurationInvalid {
        Configuration configuration = new ConfigurationLoader().load(configFolder(), surroundings.environment());
        warn(configuration.warnings(), surroundings);
        return configuration;
    }

    private static void warn(List<Problem> warnings, Surroundings surroundings) {
        if (!warnings.isEmpty()) {
            surroundings.err().println(ProblemReport.of(warnings));
            surroundings.err().flush();
        }
    }

    /**
     * The rules in force; compiling them takes seconds, so they are kept compiled where this user may write.
     *
     * @throws InvalidRules         when a rule does not compile, or one of the operator's breaks what all rules keep to
     * @throws ConfigurationInvalid when the configuration names a rule there is none of
     */
    RuleBook ruleBook(Surroundings surroundings, Configuration configuration) throws ConfigurationInvalid {
        return ruleBook(surroundings, rules(), configuration);
    }

    /** The same of rules that were read before. */
    RuleBook ruleBook(Surroundings surroundings, RuleSet rules, Configuration configuration) throws ConfigurationInvalid {
        return heard(surroundings, ruleBook(surroundings, rules), configuration);
    }

    /**
     * Without those that the configuration switches off.
     *
     * @throws ConfigurationInvalid when the configuration names a rule there is none of
     */
    static RuleBook heard(Surroundings surroundings, RuleBook all, Configuration configuration) throws ConfigurationInvalid {
        List<Problem> problems = configuration.rules().problems(all.rules());
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new ConfigurationInvalid(problems);
        }
        warn(problems, surroundings);
        return all.without(configuration.rules().off());
    }

    /**
     * All rules of these files.
     *
     * @throws InvalidRules when one does not compile, or breaks what all rules keep to
     */
    static RuleBook ruleBook(Surroundings surroundings, RuleSet rules) {
        return compiling(surroundings).lintedAndCompiled(rules);
    }

    /** Keeps what it compiled where this user may write. */
    static Compiling compiling(Surroundings surroundings) {
        return new CachedCompiling(surroundings.stateFolder());
    }

    /** The folder that was named for rules; empty when none was. */
    Optional<Path> rulesNamed() {
        return Optional.ofNullable(rulesFolder);
    }

    /** The folder of the operator's rules; empty when none was named and there is none in the usual place. */
    Optional<Path> rulesFolder() {
        Path usual = configFolder().resolve(USUAL_RULES);
        return Optional.ofNullable(rulesFolder).or(() -> Optional.of(usual).filter(Files::isDirectory));
    }

    /**
     * The built-in rules, overlaid by the operator's.
     *
     * @throws InvalidRules when a file of the operator's cannot be read or is no text
     */
    RuleSet rules() {
        return folderThere().map(Inputs::overlaid).orElseGet(RuleSet::builtIn);
    }

    /** As {@link #rulesFolder}, which has to be one. */
    Optional<Path> folderThere() {
        rulesFolder().filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw new UserError(folder + ": is not a folder\nMaybe --rules should name the folder of the .drl files.");
        });
        return rulesFolder();
    }

    private static RuleSet overlaid(Path folder) {
        try {
            return RuleSet.overlaid(folder);
        } catch (IOException e) {
            throw new UserError(folder + ": cannot be read: " + e.getMessage() + "\nMaybe its permissions forbid it.", e);
        }
    }
}
