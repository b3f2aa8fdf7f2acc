package io.orcastra.rules;

import java.util.List;
import java.util.stream.Collectors;

/** Rules that cannot be put in force; names every problem of every file. */
public final class InvalidRules extends RuntimeException {
    private final transient List<RuleProblem> problems;
    private final transient List<RuleSource> readable;

    public InvalidRules(List<RuleProblem> problems) {
        this(problems, List.of());
    }

    /** @param readable files beside those that cannot be read or are no text at all */
    InvalidRules(List<RuleProblem> problems, List<RuleSource> readable) {
        super(problems.stream().sorted().map(RuleProblem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
        this.readable = List.copyOf(readable);
    }

    /** What can be looked at beside the problems, which are of files that cannot be read; empty for all others. */
    public List<RuleSource> readable() {
        return readable;
    }

    /** In the order of files, lines and columns; never empty. */
    public List<RuleProblem> problems() {
        return problems;
    }
}
