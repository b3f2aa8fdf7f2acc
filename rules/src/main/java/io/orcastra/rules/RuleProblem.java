package io.orcastra.rules;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something wrong in a file of rules.
 *
 * @param line    from 1; 0 when it is the file as a whole
 * @param column  from 1; 0 when unknown
 * @param message what is wrong, with the text seen
 * @param advice  begins with {@code Maybe}
 * @param excerpt the line of the file, empty when there is none
 */
public record RuleProblem(String file, int line, int column, String message, String advice, String excerpt)
        implements Comparable<RuleProblem> {
    private static final Comparator<RuleProblem> BY_POSITION = Comparator.comparing(RuleProblem::file)
            .thenComparingInt(RuleProblem::line).thenComparingInt(RuleProblem::column)
            .thenComparing(RuleProblem::message);

    public RuleProblem(String file, int line, int column, String message, String advice) {
        this(file, line, column, message, advice, "");
    }

    /** The same problems, in the order of files, lines and columns, with the lines they are in. */
    public static List<RuleProblem> shown(List<RuleProblem> problems, List<RuleSource> sources) {
        Map<String, List<String>> lines = new HashMap<>();
        sources.forEach(source -> lines.put(source.name(), source.text().lines().toList()));
        return problems.stream().distinct().sorted()
                .map(problem -> problem.shownIn(lines.getOrDefault(problem.file(), List.of()))).toList();
    }

    private RuleProblem shownIn(List<String> lines) {
        return line < 1 || line > lines.size() ? this
                : new RuleProblem(file, line, column, message, advice, lines.get(line - 1).replace('\t', ' '));
    }

    /** {@code file:line:column}, shorter where less is known. */
    public String place() {
        return line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }

    @Override
    public int compareTo(RuleProblem other) {
        return BY_POSITION.compare(this, other);
    }

    @Override
    public String toString() {
        String caret = column == 0 ? "" : "\n    " + " ".repeat(column - 1) + "^";
        return place() + ": " + message + (excerpt.isBlank() ? "" : "\n    " + excerpt + caret) + "\n  " + advice;
    }
}
