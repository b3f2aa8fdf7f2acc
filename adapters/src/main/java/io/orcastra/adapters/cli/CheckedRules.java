package io.orcastra.adapters.cli;

import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.SeenRules;
import io.orcastra.rules.lint.Circumstances;
import io.orcastra.rules.lint.RuleLinter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rules as {@code orcastra check} finds them.
 *
 * @param problems of all files
 * @param seen     the rules of those that can be read
 */
record CheckedRules(List<RuleProblem> problems, SeenRules seen) {

    /**
     * Those of the folder.
     *
     * @param named         files beside or in the place of those of the folder
     * @param circumstances what is said of these rules
     */
    static CheckedRules of(Inputs inputs, List<Path> named, Path cache,
            Function<Collection<RuleDescription>, Circumstances> circumstances) {
        List<RuleProblem> problems = new ArrayList<>();
        List<RuleSource> sources = new ArrayList<>();
        try {
            sources.addAll(inputs.rules().sources());
        } catch (InvalidRules unreadable) {
            // a file that cannot be read hides nothing of those beside it
            problems.addAll(unreadable.problems());
            sources.addAll(RuleSet.overlaid(unreadable.readable()).sources());
        }
        for (Path file : named) {
            try {
                sources = overlaid(sources, RulePack.file(file));
            } catch (InvalidRules unreadable) {
                problems.addAll(unreadable.problems());
            }
        }
        Set<String> noText = problems.stream().map(RuleProblem::file).collect(Collectors.toSet());
        RuleLinter linter = new RuleLinter();
        SeenRules seen = SeenRules.in(linter.parsed(sources), noText);
        problems.addAll(noText.isEmpty() ? linter.lintWhole(sources, circumstances.apply(seen.rules())) : linter.lint(sources));
        if (problems.isEmpty()) {
            problems.addAll(compiled(sources, cache));
        }
        return new CheckedRules(problems.stream().sorted().toList(), seen);
    }

    private static List<RuleSource> overlaid(List<RuleSource> sources, RuleSource file) {
        Map<String, RuleSource> byName = new LinkedHashMap<>();
        sources.forEach(source -> byName.put(source.name(), source));
        byName.put(file.name(), file);
        return new ArrayList<>(byName.values());
    }

    private static List<RuleProblem> compiled(List<RuleSource> sources, Path cache) {
        try {
            RuleBook.cachedIn(cache, sources);
            return List.of();
        } catch (InvalidRules e) {
            return e.problems();
        }
    }
}
