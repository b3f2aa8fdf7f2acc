package io.orcastra.adapters.scenario;

import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rules of one folder over those built in, read once. While all its files are good they are one rule base, whoever
 * asks; else a scenario that names policies is judged by the files of these alone. Used by one thread.
 */
public final class FolderRules {
    private final Path folder;
    private final Function<RuleSet, RuleBook> compile;
    private final List<RuleSource> readable;
    private final List<RuleProblem> unreadable;
    private final Set<String> builtIn = RulePack.builtIn().stream().map(RuleSource::name).collect(Collectors.toSet());
    private final Map<Optional<Set<String>>, RuleBook> books = new HashMap<>();
    private final Map<Optional<Set<String>>, InvalidRules> refused = new HashMap<>();

    private FolderRules(Path folder, List<RuleSource> readable, List<RuleProblem> unreadable, Function<RuleSet, RuleBook> compile) {
        this.folder = folder;
        this.readable = readable;
        this.unreadable = unreadable;
        this.compile = compile;
    }

    /** @param compile throws {@link InvalidRules} where rules are no good */
    public static FolderRules in(Path folder, Function<RuleSet, RuleBook> compile) {
        try {
            return new FolderRules(folder, RulePack.in(folder), List.of(), compile);
        } catch (InvalidRules invalid) {
            return new FolderRules(folder, invalid.readable(), invalid.problems(), compile);
        } catch (IOException e) {
            return new FolderRules(folder, List.of(), List.of(new RuleProblem("", 0, 0,
                    "the folder cannot be read: " + e.getMessage(), "Maybe its permissions forbid it")), compile);
        }
    }

    /** Those built in, and nothing beside them. */
    public static FolderRules none(Function<RuleSet, RuleBook> compile) {
        return new FolderRules(Path.of(""), List.of(), List.of(), compile);
    }

    /**
     * All rules, or at least those of the policies.
     *
     * @param policies whose files have to be good; empty when all have to be
     * @throws InvalidRules when one is not, its files seen from where the folder was named
     */
    public RuleBook book(Optional<Set<String>> policies) {
        try {
            return compiled(Optional.empty());
        } catch (InvalidRules whole) {
            if (policies.isEmpty()) {
                throw whole;
            }
            return compiled(policies);
        }
    }

    /** Why not all its files can be used together; empty where they can, or nobody asked for any. */
    public Optional<InvalidRules> refusedAsAWhole() {
        return Optional.ofNullable(refused.get(Optional.<Set<String>>empty()));
    }

    /** What was asked for and is good. */
    public Collection<RuleBook> books() {
        return List.copyOf(books.values());
    }

    private RuleBook compiled(Optional<Set<String>> policies) {
        if (refused.containsKey(policies)) {
            throw refused.get(policies);
        }
        try {
            return books.computeIfAbsent(policies, this::compile);
        } catch (InvalidRules invalid) {
            refused.put(policies, placed(invalid));
            throw refused.get(policies);
        }
    }

    private RuleBook compile(Optional<Set<String>> policies) {
        List<RuleProblem> problems = unreadable.stream().filter(problem -> takesPart(problem.file(), policies)).toList();
        if (!problems.isEmpty()) {
            throw new InvalidRules(problems);
        }
        return compile.apply(RuleSet.overlaid(
                readable.stream().filter(source -> takesPart(source.name(), policies)).toList()));
    }

    /** A file in the place of a built-in one does so always, as that would. */
    private boolean takesPart(String file, Optional<Set<String>> policies) {
        return policies.isEmpty() || file.isEmpty() || builtIn.contains(file)
                || policies.get().contains(new RuleSource(file, "").policy());
    }

    /** Files of one name may lie beside other scenarios too. */
    private InvalidRules placed(InvalidRules invalid) {
        Set<String> own = readable.stream().map(RuleSource::name).collect(Collectors.toSet());
        unreadable.forEach(problem -> own.add(problem.file()));
        return new InvalidRules(invalid.problems().stream().map(problem -> own.contains(problem.file())
                ? new RuleProblem(folder.resolve(problem.file()).toString(), problem.line(), problem.column(), problem.message(),
                        problem.advice(), problem.excerpt()) : problem).toList());
    }
}
