package io.orcastra.rules;

import java.util.List;
import java.util.stream.Collectors;

/** Rules that cannot be put in force; names every problem of every file. */
public final class InvalidRules extends RuntimeException {
    private final transient List<RuleProblem> problems;

    public InvalidRules(List<RuleProblem> problems) {
        super(problems.stream().sorted().map(RuleProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /** In the order of files, lines and columns; never empty. */
    public List<RuleProblem> problems() {
        return problems;
    }
}
