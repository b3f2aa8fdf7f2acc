package io.orcastra.adapters.yaml;

import java.util.List;
import java.util.Optional;

/** The configuration cannot be put in force. Carries every error and warning of all files and variables at once. */
public final class ConfigurationInvalid extends Exception {
    private final transient List<Problem> problems;
    private final transient Optional<RuleSettings> rules;

    public ConfigurationInvalid(List<Problem> problems) {
        this(problems, Optional.empty());
    }

    /** @param rules what it says of rules, as far as that can be read */
    ConfigurationInvalid(List<Problem> problems, Optional<RuleSettings> rules) {
        super(ProblemReport.of(problems));
        this.problems = List.copyOf(problems);
        this.rules = rules;
    }

    /** What it says of rules, as far as that can be read. */
    Optional<RuleSettings> rules() {
        return rules;
    }

    /** In the order an operator reads them: variables, then file by file from top to bottom. */
    public List<Problem> problems() {
        return problems;
    }
}
