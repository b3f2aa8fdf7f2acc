package io.orcastra.adapters.yaml;

import java.util.List;

/** The configuration cannot be put in force. Carries every error and warning of all files and variables at once. */
public final class ConfigurationInvalid extends Exception {
    private final transient List<Problem> problems;

    public ConfigurationInvalid(List<Problem> problems) {
        super(ProblemReport.of(problems));
        this.problems = List.copyOf(problems);
    }

    /** In the order an operator reads them: variables, then file by file from top to bottom. */
    public List<Problem> problems() {
        return problems;
    }
}
