package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import org.yaml.snakeyaml.error.Mark;

/** Where something is written that can be judged only later, and the line it stands in. */
public record Written(String file, int line, int column, String excerpt) {

    static Written at(Value value) {
        Mark mark = value.node().getStartMark();
        return new Written(value.source().file(), mark.getLine() + 1, mark.getColumn() + 1,
                value.source().lines().get(mark.getLine()));
    }

    Problem problem(Severity severity, String message, String advice) {
        return new Problem(severity, file, line, column, message, advice, excerpt);
    }
}
