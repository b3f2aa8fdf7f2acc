package io.orcastra.rules.lint;

import io.orcastra.rules.RuleProblem;
import java.util.List;
import org.drools.drl.ast.descr.BaseDescr;

/** Where the problems of one file are collected. */
record Report(String file, List<RuleProblem> problems) {

    void add(BaseDescr at, String message, String advice) {
        add(at.getLine(), at.getColumn() + 1, message, advice);
    }

    void add(Place at, String message, String advice) {
        add(at.line(), at.column(), message, advice);
    }

    void add(int line, int column, String message, String advice) {
        problems.add(new RuleProblem(file, Math.max(line, 0), Math.max(column, 0), message, advice));
    }
}
