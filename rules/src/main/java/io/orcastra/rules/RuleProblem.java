package io.orcastra.rules;

import java.util.Comparator;

/**
 * Something wrong in a file of rules.
 *
 * @param line    from 1; 0 when it is the file as a whole
 * @param column  from 1; 0 when unknown
 * @param message what is wrong, with the text seen
 * @param advice  begins with {@code Maybe}
 */
public record RuleProblem(String file, int line, int column, String message, String advice)
        implements Comparable<RuleProblem> {
    private static final Comparator<RuleProblem> BY_POSITION = Comparator.comparing(RuleProblem::file)
            .thenComparingInt(RuleProblem::line).thenComparingInt(RuleProblem::column)
            .thenComparing(RuleProblem::message);

    @Override
    public int compareTo(RuleProblem other) {
        return BY_POSITION.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message + "\n  " + advice;
    }
}
