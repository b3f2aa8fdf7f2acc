package io.orcastra.adapters.yaml;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Problems as text for people: place and message, the line with a caret under the column, the advice. */
public final class ProblemReport {
    private static final int WIDEST_EXCERPT = 160;

    private ProblemReport() {
    }

    public static String of(List<Problem> problems) {
        return problems.stream().map(ProblemReport::of).collect(Collectors.joining("\n"));
    }

    public static String of(Problem problem) {
        return problem.place() + ": " + problem.severity().name().toLowerCase(Locale.ROOT) + ": " + problem.message()
                + excerpt(problem)
                + "\n  " + problem.advice();
    }

    private static String excerpt(Problem problem) {
        if (problem.excerpt().isBlank() || problem.column() > WIDEST_EXCERPT) {
            return "";
        }
        String line = Seen.printable(problem.excerpt(), WIDEST_EXCERPT);
        return "\n    " + line + "\n    " + " ".repeat(problem.column() - 1) + "^";
    }
}
