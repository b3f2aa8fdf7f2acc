package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects while one configuration is read. Keeps the first {@value #MOST} of each file or variable and counts on. */
final class Problems {
    private static final int MOST = 100;

    /** A set, because two readers may share a section. */
    private final Set<Problem> found = new LinkedHashSet<>();
    private final List<String> files = new ArrayList<>();

    void add(Problem problem) {
        if (!files.contains(problem.file())) {
            files.add(problem.file());
        }
        found.add(problem);
    }

    /** A problem of a whole file or of a variable. */
    void add(Severity severity, String file, String message, String advice) {
        add(new Problem(severity, file, 0, 0, message, advice, ""));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(Problem::isError);
    }

    /** File by file in the order they were read, each from top to bottom. */
    List<Problem> inReadingOrder() {
        List<Problem> all = new ArrayList<>();
        for (String file : files) {
            List<Problem> mine = found.stream()
                    .filter(problem -> problem.file().equals(file))
                    .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                    .toList();
            all.addAll(mine.subList(0, Math.min(MOST, mine.size())));
            if (mine.size() > MOST) {
                all.add(rest(file, mine.subList(MOST, mine.size())));
            }
        }
        return List.copyOf(all);
    }

    private static Problem rest(String file, List<Problem> more) {
        Severity worst = more.stream().anyMatch(Problem::isError) ? Severity.ERROR : Severity.WARNING;
        return new Problem(worst, file, 0, 0, more.size() + " more problems are not shown",
                "Maybe mend the first ones: one mistake often causes many.", "");
    }
}
