package io.orcastra.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Rules that compile and cannot be made a rule base: Drools then says neither file nor line. Each file is tried alone.
 *
 * @param files of the sources, in their order
 */
record LoadFailure(List<RuleSource> sources, List<CompiledFile> files) {
    private static final String ADVICE = "Maybe a value in a condition is no good, such as a regular expression; leave out "
            + "what was written last";

    /** Of each file that cannot be loaded by itself; of all together where each can. */
    List<RuleProblem> problems(Throwable whole) {
        List<RuleProblem> problems = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            try {
                RuleCompiler.base(List.of(files.get(file).module()));
            } catch (RuntimeException | LinkageError alone) {
                problems.add(problem(sources.get(file).name(), alone));
            }
        }
        return problems.isEmpty() ? List.of(problem("all files together", whole)) : problems;
    }

    private static RuleProblem problem(String file, Throwable failure) {
        return new RuleProblem(file, 0, 0, "compiles, but cannot be loaded: " + why(failure), ADVICE);
    }

    /** Drools wraps what happened several times. */
    private static String why(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.toString().lines().findFirst().orElse("");
    }
}
