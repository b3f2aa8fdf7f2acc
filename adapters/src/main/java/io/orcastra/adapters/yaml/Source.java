package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/** One file as it was read; turns a place in it into a problem. */
record Source(String file, List<String> lines, Problems problems) {
    static Source of(String file, String text, Problems problems) {
        return new Source(file, text.lines().toList(), problems);
    }

    void report(Severity severity, Mark mark, String message, String advice) {
        int line = mark.getLine();
        String excerpt = line < lines.size() ? lines.get(line) : "";
        problems.add(new Problem(severity, file, line + 1, mark.getColumn() + 1, message, advice, excerpt));
    }
}
